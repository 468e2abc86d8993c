package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;

/** The PostgreSQL that a package may contain. It is used if no other database is configured. */
public interface BundledDatabase extends AutoCloseable {

    /** The Quarkus properties that connect to this server. */
    Map<String, String> datasource();

    @Override
    void close() throws IOException;

    /**
     * Starts the server. Found with ServiceLoader. The service is not registered for the native executable, which therefore
     * contains neither the provider nor the libraries that it uses.
     */
    interface Provider {

        /** Whether the package contains PostgreSQL's binaries: container images are built without them. */
        boolean isComplete();

        /** @throws EmbeddedDatabaseException like {@link EmbeddedDatabase#start} */
        BundledDatabase start(Path folder);

        /** @throws EmbeddedDatabaseException like {@link EmbeddedDatabase#join} */
        BundledDatabase join(Path folder);
    }

    /** @throws EmbeddedDatabaseException when there is none; the message says what to configure */
    static Provider provider() {
        return ServiceLoader.load(Provider.class)
                .findFirst()
                .filter(Provider::isComplete)
                .orElseThrow(() -> new EmbeddedDatabaseException(
                        "This package of Demarche contains no PostgreSQL. Configure one (version 15 or later): set"
                                + " QUARKUS_DATASOURCE_REACTIVE_URL to postgresql://host:port/database,"
                                + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.",
                        null));
    }
}
