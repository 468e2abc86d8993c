package org.demarche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.demarche.database.embedded.PasswordFile;

import static org.demarche.support.Polling.await;

/** The running PostgreSQL server of a data folder, found by its postmaster.pid. */
public record Postmaster(ProcessHandle process, int port, PasswordFile passwords) {

    public static Path file(Path dataFolder) {
        return dataFolder.resolve("postgres").resolve("postmaster.pid");
    }

    public static Postmaster of(Path dataFolder) throws IOException {
        List<String> lines = Files.readAllLines(file(dataFolder));
        long pid = Long.parseLong(lines.get(0).strip());
        return new Postmaster(
                ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("no process " + pid)),
                Integer.parseInt(lines.get(3).strip()),
                PasswordFile.of(dataFolder));
    }

    /** A zombie stays listed until its parent reaps it, but has no command. */
    public boolean runs() {
        return runs(process);
    }

    public String show(String setting) throws SQLException {
        return text("show " + setting);
    }

    public void execute(String statement) throws SQLException {
        try (Connection connection = connection();
                Statement command = connection.createStatement()) {
            command.execute(statement);
        }
    }

    /** As superuser. */
    public Connection connection() throws SQLException {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                    PasswordFile.SUPERUSER,
                    passwords.password(PasswordFile.SUPERUSER).orElse(""));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The first value of the first row. */
    public String text(String query) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Kills it and its child processes (SIGKILL), as a power failure would. */
    public void kill() {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        await().atMost(Duration.ofSeconds(30)).until(() -> all.stream().noneMatch(Postmaster::runs));
    }

    /** Suspends it and its child processes (SIGSTOP): connections stay open, as on a machine that has lost its disk. */
    public void suspend() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        Stream.concat(Stream.of(process), process.descendants())
                .map(ProcessHandle::pid)
                .map(Object::toString)
                .forEach(command::add);
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().orElse("").contains("postgres");
    }
}
