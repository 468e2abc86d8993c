package org.demarche.config;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "demarche.embedded")
public interface EmbeddedSettings {

    String DATA_DIR_VARIABLE = "DEMARCHE_EMBEDDED_DATA_DIR";

    /**
     * The data folder of the embedded PostgreSQL, which runs only if no database URL is set. Unset, it is the folder
     * for user data of the operating system: {@code ~/.local/share/demarche}, {@code ~/Library/Application
     * Support/Demarche} or {@code %LOCALAPPDATA%\Demarche}.
     */
    Optional<Path> dataDir();

    default Path folder() {
        return dataDir()
                .orElseGet(EmbeddedSettings::userDataFolder)
                .toAbsolutePath()
                .normalize();
    }

    /** The folder that each operating system reserves for the data of a user's programs. */
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
