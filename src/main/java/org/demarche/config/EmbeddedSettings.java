package org.demarche.config;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "demarche.embedded")
public interface EmbeddedSettings {

    String DATA_DIR_VARIABLE = "DEMARCHE_EMBEDDED_DATA_DIR";

    /** Where the embedded PostgreSQL keeps its data; a folder of the user's when it is left out. */
    Optional<Path> dataDir();

    default Path folder() {
        return dataDir()
                .orElseGet(EmbeddedSettings::userDataFolder)
                .toAbsolutePath()
                .normalize();
    }

    /** Where each operating system wants the data of a user's programs. */
    private static Path userDataFolder() {
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Windows")) {
            return environment("LOCALAPPDATA").orElse(home).resolve("Demarche");
        }
        if (system.startsWith("Mac")) {
            return home.resolve("Library/Application Support/Demarche");
        }
        return environment("XDG_DATA_HOME").orElse(home.resolve(".local/share")).resolve("demarche");
    }

    private static Optional<Path> environment(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
