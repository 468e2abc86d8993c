package org.demarche.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.demarche.security.SigningKey;

/** A signing key that tests copy. Without the optimising compiler, making a key of 2,048 bits takes a second of CPU time. */
public final class PreparedKey {

    private static final String KEY = "token-key.json";

    private PreparedKey() {}

    /** @param file does not exist */
    public static void copyTo(Path file) throws IOException {
        Path folder = PreparedFiles.once("token-key", "", made -> SigningKey.at(made.resolve(KEY)));
        Files.copy(folder.resolve(KEY), file, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
