package org.demarche.cli;

import java.util.Map;

import io.quarkus.runtime.QuarkusApplication;

/**
 * A command that uses the database. It runs in Quarkus with everything that the service has, except that it opens no
 * port. A command that needs no database implements {@link java.util.concurrent.Callable} and returns its exit code.
 */
public interface DatabaseCommand {

    /** The application that does the work. It gets the arguments of the program. */
    Class<? extends QuarkusApplication> application();

    /** Settings that differ from those of the service. They take precedence over the configuration. */
    default Map<String, String> settings() {
        return Map.of();
    }
}
