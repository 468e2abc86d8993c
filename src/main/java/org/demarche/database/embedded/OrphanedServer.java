package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.lang3.SystemUtils;
import org.jboss.logging.Logger;

/**
 * A server that kept running after its service was killed, or only the PID file that is left of it.
 *
 * @param pidFile PostgreSQL's postmaster.pid
 */
record OrphanedServer(Path pidFile) {

    private static final Logger LOG = Logger.getLogger(OrphanedServer.class);

    /** A fast shutdown ends all sessions and writes a checkpoint. */
    private static final Duration MAX_STOP = Duration.ofSeconds(60);

    private static final int POLL_MILLIS = 200;

    /** No operating system gives a process this number. */
    private static final String UNUSED_PID = Integer.toString(Integer.MAX_VALUE);

    static OrphanedServer of(Path data) {
        return new OrphanedServer(data.resolve("postmaster.pid"));
    }

    void stop() throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(pidFile);
        } catch (NoSuchFileException stopped) {
            return;
        }
        if (lines.size() < 2) {
            // The server was killed before it had written its PID and its data folder.
            Files.deleteIfExists(pidFile);
            return;
        }
        // Negative in single-user mode, in which PostgreSQL ends by itself when its parent has been killed.
        long pid = Math.abs(Long.parseLong(lines.get(0).strip()));
        Optional<ProcessHandle> server = ProcessHandle.of(pid).filter(process -> isServer(process, lines.get(1)));
        if (server.isPresent()) {
            LOG.infof("Stopping the PostgreSQL that an earlier run left running (process %s)", pid);
            stop(server.get(), lines.get(1));
        } else {
            disown(lines);
        }
    }

    /**
     * PostgreSQL does not start while any process has the PID in the file. In a container PIDs are small and start again at
     * one, so a thread of this JVM may have it. The file must stay: it also names the shared memory by which PostgreSQL
     * detects whether child processes of the killed server are still running.
     */
    private void disown(List<String> lines) throws IOException {
        List<String> disowned = new ArrayList<>(lines);
        disowned.set(0, UNUSED_PID);
        Files.write(pidFile, disowned);
    }

    private static void stop(ProcessHandle process, String data) throws IOException {
        try {
            interrupt(process);
            Instant deadline = Instant.now().plus(MAX_STOP);
            while (!hasStopped(process, data)) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IOException(
                            "process " + process.pid() + ", left running by an earlier run, does not stop");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping the server of an earlier run", interrupted);
        }
    }

    /** An ended process stays listed until its parent reaps it, which the first process of a container may not do. */
    private static boolean hasStopped(ProcessHandle process, String data) throws InterruptedException {
        try {
            process.onExit().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException listed) {
            return !isServer(process, data);
        }
    }

    /** The PID may belong to another program or another PostgreSQL by now. Not every system reveals the arguments. */
    private static boolean isServer(ProcessHandle process, String data) {
        ProcessHandle.Info info = process.info();
        return info.command().orElse("").contains("postgres")
                && info.arguments()
                        .map(arguments -> List.of(arguments).contains(data))
                        .orElse(true);
    }

    /** SIGINT is PostgreSQL's fast shutdown. Java can only send SIGTERM, which waits for all sessions to end. */
    private static void interrupt(ProcessHandle process) throws IOException, InterruptedException {
        if (SystemUtils.IS_OS_WINDOWS) {
            process.destroy();
        } else {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }
}
