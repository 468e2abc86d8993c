package org.demarche.cli;

import java.util.Map;

import io.quarkus.runtime.QuarkusApplication;

/**
 * A command that works on the database: it has everything of the service but its addresses. A command that needs
 * neither is a {@link java.util.concurrent.Callable} of its exit code.
 */
public interface DatabaseCommand {

    /** What does it. It is given the program's arguments. */
    Class<? extends QuarkusApplication> application();

    /** What it has otherwise than the service, whatever is configured. */
    default Map<String, String> settings() {
        return Map.of();
    }
}
