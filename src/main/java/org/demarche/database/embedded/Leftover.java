package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.lang3.SystemUtils;
import org.jboss.logging.Logger;

/** The server that a service left running when it was killed: nobody else would ever stop it. */
record Leftover(Optional<ProcessHandle> server) {

    private static final Logger LOG = Logger.getLogger(Leftover.class);

    /** In seconds: a fast stop ends all sessions and writes what is in memory. */
    private static final int MAX_STOP = 60;

    static Leftover of(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return new Leftover(Optional.empty());
        }
        return new Leftover(Files.readAllLines(pidFile).stream()
                .findFirst()
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                // After a restart of the machine the number may be another program's.
                .filter(process -> process.info().command().orElse("").contains("postgres")));
    }

    void stop() throws IOException {
        if (server.isEmpty()) {
            return;
        }
        ProcessHandle process = server.get();
        LOG.infof("Stopping the PostgreSQL (process %d) that an earlier run left behind", process.pid());
        try {
            interrupt(process);
            process.onExit().get(MAX_STOP, TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException stillRunning) {
            throw new IOException("process %d, left behind by an earlier run, does not stop".formatted(process.pid()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping the server of an earlier run", interrupted);
        }
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
