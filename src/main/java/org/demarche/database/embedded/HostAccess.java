package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who may connect, and how they prove who they are.
 *
 * @param file PostgreSQL's pg_hba.conf
 */
record HostAccess(Path file) {

    /** A rule that lets everybody in. Comments start with a number sign, which the first word excludes. */
    private static final Pattern TRUST = Pattern.compile("^(\\s*(?:local|host\\w*)\\s.*\\s)trust(\\s*(?:#.*)?)$");

    static HostAccess of(Path data) {
        return new HostAccess(data.resolve("pg_hba.conf"));
    }

    /** Replaces {@code trust}, which earlier versions used, and keeps other rules, which the operator has added. */
    void requirePasswords() throws IOException {
        List<String> rules = Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                .map(rule -> TRUST.matcher(rule).replaceFirst("$1scram-sha-256$2"))
                .toList();
        Path complete = Files.createTempFile(file.getParent(), "pg_hba", null);
        Files.write(complete, rules, StandardCharsets.ISO_8859_1);
        Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
