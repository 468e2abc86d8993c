package org.demarche.database.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import org.apache.commons.lang3.SystemUtils;

/** Starts the PostgreSQL whose binaries are in the package. */
public final class EmbeddedPostgresProvider implements BundledDatabase.Provider {

    @Override
    public boolean isComplete() {
        try (InputStream binaries = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), SystemUtils.OS_ARCH)) {
            return binaries != null;
        } catch (IOException | RuntimeException absent) {
            return false;
        }
    }

    /** The library's name of the operating system. */
    private static String system() {
        return SystemUtils.IS_OS_WINDOWS ? "Windows" : SystemUtils.IS_OS_MAC ? "Darwin" : "Linux";
    }

    @Override
    public BundledDatabase start(Path folder) {
        return EmbeddedDatabase.start(folder, Map.of());
    }

    @Override
    public BundledDatabase join(Path folder) {
        return EmbeddedDatabase.join(folder);
    }
}
