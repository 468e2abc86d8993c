package org.demarche.support;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.util.LinuxUtils;
import org.apache.commons.io.FileUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** A PostgreSQL server on a fixed port that a test can stop, kill, freeze, replicate and promote. */
public final class PostgresServer implements AutoCloseable {

    private static final Duration MAX_STEP = Duration.ofMinutes(1);
    private static final String DATABASE = "postgres";
    private static final String TRUST_EVERYBODY = """
            local all all trust
            host all all 127.0.0.1/32 trust
            host replication all 127.0.0.1/32 trust
            """;

    private final Path folder;
    private final Path binaries;
    private final int port;

    private PostgresServer(Path folder, Path binaries, int port) {
        this.folder = folder;
        this.binaries = binaries;
        this.port = port;
    }

    /** Starts one that has the tables and the built-in record. */
    public static PostgresServer start(Path folder) throws IOException {
        return start(DataFolder.MIGRATED, folder);
    }

    public static PostgresServer start(DataFolder data, Path folder) throws IOException {
        data.copyTo(folder);
        // It stands for a server of the operator, whose access rules are no subject of these tests.
        Files.writeString(folder.resolve("postgres").resolve("pg_hba.conf"), TRUST_EVERYBODY);
        try (Stream<Path> files = Files.walk(folder.resolve("binaries").toRealPath())) {
            Path binaries = files.filter(file -> file.endsWith(Path.of("bin", "pg_ctl")))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
            return new PostgresServer(folder, binaries, freePort()).start();
        }
    }

    public PostgresServer start() throws IOException {
        control("-w", "-o", "-F -p " + port, "-l", folder.resolve("server.log").toString(), "start");
        return this;
    }

    /** Fast shutdown: ends all sessions, as a restart by an administrator does. */
    public void stop() throws IOException {
        control("-w", "-m", "fast", "stop");
    }

    /** Kills all its processes (SIGKILL), as a power failure would. */
    public void kill() throws IOException {
        postmaster().kill();
    }

    /** Stops all its processes (SIGSTOP): connections stay open, and nothing answers. */
    public void freeze() throws IOException {
        signal("-STOP");
    }

    public void thaw() throws IOException {
        signal("-CONT");
    }

    /** Starts a standby of this server. Replication is asynchronous: writes do not wait for it. */
    public PostgresServer standby(Path other) throws IOException {
        stop();
        FileUtils.copyDirectory(
                folder.resolve("postgres").toFile(), other.resolve("postgres").toFile());
        start();
        for (File file : FileUtils.listFilesAndDirs(
                other.resolve("postgres").toFile(),
                org.apache.commons.io.filefilter.TrueFileFilter.TRUE,
                org.apache.commons.io.filefilter.TrueFileFilter.TRUE)) {
            // PostgreSQL does not start on a folder that others may read.
            assertThat(!file.isDirectory() || restrict(file)).isTrue();
        }
        Files.createFile(other.resolve("postgres").resolve("standby.signal"));
        Files.writeString(
                other.resolve("postgres").resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=%s'%n".formatted(port, user()));
        return new PostgresServer(other, binaries, freePort()).start();
    }

    public void promote() throws IOException {
        control("-w", "promote");
    }

    public String url() {
        return url(port);
    }

    public static String url(int port) {
        return "postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
    }

    public int port() {
        return port;
    }

    public String user() {
        return "postgres";
    }

    /** The first value of the first row. */
    public String text(String query) throws SQLException, IOException {
        return postmaster().text(query);
    }

    public Postmaster postmaster() throws IOException {
        return Postmaster.of(folder);
    }

    @Override
    public void close() throws IOException {
        if (isRunning()) {
            thaw();
            control("-w", "-m", "immediate", "stop");
        }
    }

    /** After a kill the file still exists. */
    private boolean isRunning() throws IOException {
        Path file = Postmaster.file(folder);
        return Files.exists(file)
                && ProcessHandle.of(
                                Long.parseLong(Files.readAllLines(file).get(0).strip()))
                        .isPresent()
                && postmaster().runs();
    }

    private static boolean restrict(File folder) {
        return folder.setReadable(false, false)
                && folder.setWritable(false, false)
                && folder.setExecutable(false, false)
                && folder.setReadable(true, true)
                && folder.setWritable(true, true)
                && folder.setExecutable(true, true);
    }

    private void signal(String signal) throws IOException {
        ProcessHandle server = postmaster().process();
        List<String> command = new ArrayList<>(List.of("kill", signal));
        Stream.concat(Stream.of(server), server.descendants())
                .map(process -> Long.toString(process.pid()))
                .forEach(command::add);
        // Fails harmlessly for a process that has ended in the meantime.
        run(command);
    }

    private void control(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve("pg_ctl").toString());
        command.addAll(List.of("-D", folder.resolve("postgres").toString()));
        command.addAll(List.of(arguments));
        assertThat(run(command)).as(String.join(" ", command)).isZero();
    }

    private static int run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(MAX_STEP).until(() -> !process.isAlive());
        return process.exitValue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
