package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
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

/** The server that a service left running when it was killed, or the file in which such a server kept its number. */
record OrphanedServer(Path pidFile) {

    private static final Logger LOG = Logger.getLogger(OrphanedServer.class);

    /** A fast stop ends all sessions and writes what is in memory. */
    private static final Duration MAX_STOP = Duration.ofSeconds(60);

    private static final int POLL_MILLIS = 200;

    /** No process has it, on any operating system. */
    private static final String NOBODY = Integer.toString(Integer.MAX_VALUE);

    static OrphanedServer of(Path data) {
        return new OrphanedServer(data.resolve("postmaster.pid"));
    }

    void stop() throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 2) {
            // The server was killed before it had written down who it is.
            Files.delete(pidFile);
            return;
        }
        long number = Long.parseLong(lines.get(0).strip());
        Optional<ProcessHandle> server = ProcessHandle.of(number).filter(process -> isServer(process, lines.get(1)));
        if (server.isPresent()) {
            LOG.infof("Stopping the PostgreSQL (process %d) that an earlier run left behind", number);
            stop(server.get(), lines.get(1));
        } else {
            disown(lines);
        }
    }

    /**
     * PostgreSQL does not start while a process of its number runs, whatever it is; in a container, where numbers are
     * small and start anew, that is soon one of Java's own threads. The file stays: it also names the shared memory by
     * which PostgreSQL finds out whether a part of the killed server is still at work.
     */
    private void disown(List<String> lines) throws IOException {
        List<String> disowned = new ArrayList<>(lines);
        disowned.set(0, NOBODY);
        Files.write(pidFile, disowned);
    }

    private static void stop(ProcessHandle process, String data) throws IOException {
        try {
            interrupt(process);
            Instant deadline = Instant.now().plus(MAX_STOP);
            while (!hasStopped(process, data)) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IOException(
                            "process %d, left behind by an earlier run, does not stop".formatted(process.pid()));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping the server of an earlier run", interrupted);
        }
    }

    /** A process that has ended stays listed until its parent takes note, which not every container's first one does. */
    private static boolean hasStopped(ProcessHandle process, String data) throws InterruptedException {
        try {
            process.onExit().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException listed) {
            return !isServer(process, data);
        }
    }

    /** The number may be another program's by now, or another PostgreSQL's. Not every system tells the arguments. */
    private static boolean isServer(ProcessHandle process, String data) {
        ProcessHandle.Info info = process.info();
        return info.command().orElse("").contains("postgres")
                && info.arguments()
                        .map(arguments -> List.of(arguments).contains(data))
                        .orElse(true);
    }

    /** SIGINT is PostgreSQL's fast stop; SIGTERM, all that Java can send, would wait for every session to end. */
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
