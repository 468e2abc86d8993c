package org.demarche.config;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The settings that {@link org.demarche.Main} derives before it starts Quarkus, such as the URL of the embedded
 * PostgreSQL. Quarkus finds this class as a service and creates its own instance, so the values are static. A config
 * source rather than system properties: the values end with the class loader, which dev mode replaces at each reload,
 * and no other library reads them.
 */
public final class DerivedSettings implements ConfigSource {

    /** Above system properties (400): the program has taken the configuration into account. */
    private static final int ORDINAL = 500;

    private static final Map<String, String> VALUES = new ConcurrentHashMap<>();

    public static void set(Map<String, String> settings) {
        VALUES.putAll(settings);
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.copyOf(VALUES.keySet());
    }

    @Override
    public String getValue(String property) {
        return VALUES.get(property);
    }

    @Override
    public String getName() {
        return "demarche-derived";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
