package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The passwords of the embedded PostgreSQL, in the format of libpq's password file: PGPASSFILE may name it.
 *
 * @param path in a data folder; only the owner may read it
 */
public record PasswordFile(Path path) {

    /** The role of the operator. The service does not use it once the service's role exists. */
    public static final String SUPERUSER = "postgres";

    /** The role of the service: it owns the database, and may not read files, run programs or create roles. */
    public static final String SERVICE = "demarche";

    /** Any host, port and database: the port changes with each start. */
    private static final String ANYWHERE = "*:*:*:";

    private static final int PASSWORD_BYTES = 32;

    public static PasswordFile of(Path folder) {
        return new PasswordFile(folder.resolve("access").resolve("pgpass"));
    }

    /** None if the file lacks the role or does not exist. */
    public Optional<String> password(String role) throws IOException {
        return Optional.ofNullable(passwords().get(role));
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Adds a role, or replaces its password. After a crash the file has its old or its new content. */
    void put(String role, String password) throws IOException {
        Map<String, String> passwords = passwords();
        passwords.put(role, password);
        StringBuilder lines = new StringBuilder();
        passwords.forEach((name, secret) ->
                lines.append(ANYWHERE).append(name).append(':').append(secret).append('\n'));
        // Readable for the owner only, from its creation on.
        Path complete = Files.createTempFile(path.getParent(), "pgpass", null);
        try (FileChannel file = FileChannel.open(complete, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
            file.force(true);
        }
        Files.move(complete, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A random password of letters, digits, minus signs and underscores: none needs an escape in the file. */
    static String generate() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private Map<String, String> passwords() throws IOException {
        Map<String, String> passwords = new TreeMap<>();
        for (String line : lines()) {
            if (line.startsWith(ANYWHERE)) {
                String[] roleAndPassword = line.substring(ANYWHERE.length()).split(":", 2);
                passwords.put(roleAndPassword[0], roleAndPassword[roleAndPassword.length - 1]);
            }
        }
        return passwords;
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(path);
        } catch (NoSuchFileException notWrittenYet) {
            return List.of();
        }
    }
}
