package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;

/** The PostgreSQL that a package may bring along, for a program that is given no other. */
public interface BundledDatabase extends AutoCloseable {

    /** The properties that make Quarkus use this server. */
    Map<String, String> datasource();

    @Override
    void close() throws IOException;

    /**
     * Starts it. Found as a Java service that nothing registers for the native executable, which so has neither this nor
     * anything that it stands on.
     */
    interface Provider {

        /** Whether the package has PostgreSQL's programs: container images are built without them. */
        boolean isComplete();

        /** @throws EmbeddedDatabaseException like {@link EmbeddedDatabase#start} */
        BundledDatabase start(Path folder);

        /** @throws EmbeddedDatabaseException like {@link EmbeddedDatabase#join} */
        BundledDatabase join(Path folder);
    }

    /** @throws EmbeddedDatabaseException when there is none, with a message for whoever started the program */
    static Provider provider() {
        return ServiceLoader.load(Provider.class)
                .findFirst()
                .filter(Provider::isComplete)
                .orElseThrow(() -> new EmbeddedDatabaseException(
                        "This package of Demarche brings no PostgreSQL along, so it has to be given one (15 or later): set"
                                + " QUARKUS_DATASOURCE_REACTIVE_URL to postgresql://host:port/database,"
                                + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.",
                        null));
    }
}
