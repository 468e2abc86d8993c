package org.demarche.database.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.util.LinuxUtils;
import org.apache.commons.lang3.SystemUtils;

/**
 * PostgreSQL as one process that listens nowhere and reads statements from its standard input. The owner of the files is
 * superuser in it and needs no password.
 */
record SingleUserMode(Path binaries, Path data, Path log) {

    /** The library's marker of complete unpacking. */
    private static final String UNPACKED = ".exists";

    /** @param statement on one line; without a secret in clear, because PostgreSQL writes a failed statement to its log */
    void execute(String statement) throws IOException {
        Process process =
                new ProcessBuilder(command()).redirectErrorStream(true).start();
        try (OutputStream input = process.getOutputStream()) {
            input.write((statement + "\n").getBytes(StandardCharsets.UTF_8));
        }
        // Short enough for the buffer of a pipe, so it may be read after the statement was written.
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(log, output, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        int exitCode = exitCode(process);
        // After a failed statement PostgreSQL reads the next one and ends with 0.
        if (exitCode != 0 || output.contains("ERROR:")) {
            throw new IOException("PostgreSQL's single-user mode failed with exit code " + exitCode);
        }
    }

    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root. In a user namespace it has no privileges, but still owns its files.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program().toString(), "--single", "-D", data.toString(), "postgres"));
        return command;
    }

    /** Each version of the binaries has its own folder. The one unpacked last is in use. */
    private Path program() throws IOException {
        try (Stream<Path> versions = Files.list(binaries)) {
            return versions.filter(version -> Files.exists(version.resolve(UNPACKED)))
                    .max(Comparator.comparing(SingleUserMode::unpacked))
                    .map(version -> version.resolve("bin"))
                    .map(folder -> folder.resolve(SystemUtils.IS_OS_WINDOWS ? "postgres.exe" : "postgres"))
                    .orElseThrow(() -> new IOException("there is no PostgreSQL in " + binaries));
        }
    }

    private static FileTime unpacked(Path version) {
        try {
            return Files.getLastModifiedTime(version.resolve(UNPACKED));
        } catch (IOException unreadable) {
            return FileTime.fromMillis(0);
        }
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while setting a password", interrupted);
        }
    }
}
