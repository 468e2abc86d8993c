package org.demarche.config;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.database")
public interface DatabaseSettings {

    String POOLER = "demarche.database.pooler";

    /**
     * Whether the URL leads to PgBouncer or another pooler that assigns a connection for one transaction at a time. If
     * true, the service keeps no session state, such as prepared statements, on a connection.
     */
    @WithDefault("false")
    @WithConverter(CheckedConverter.Switch.class)
    boolean pooler();

    /**
     * The address of the database itself, {@code postgresql://host:port/database}, if the URL leads to a pooler: PostgreSQL
     * tells of changes only on a connection that stays the same. User, password and TLS are those of the pool. If unset
     * behind a pooler, changes are looked for twice a second as long as someone watches them.
     */
    @WithConverter(CheckedConverter.Address.class)
    Optional<String> listenUrl();

    /** The maximum duration of a read statement; a longer one is cancelled and its request gets an error. */
    @WithDefault("PT15S")
    @WithConverter(CheckedConverter.Time.class)
    Duration readLimit();

    /** How long a statement may wait for a connection from the pool. */
    @WithDefault("PT10S")
    @WithConverter(CheckedConverter.Time.class)
    Duration maxWait();

    /** How many statements may wait for a connection at once; any further statement fails at once. */
    @WithDefault("5000")
    @WithConverter(CheckedConverter.Count.class)
    int maxWaiting();
}
