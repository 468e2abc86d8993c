package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The server that another process runs on a folder, known by the file in which PostgreSQL says where it listens. */
record RunningServer(Path folder, Path pidFile) {

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;
    private static final Duration POLL = Duration.ofMillis(200);

    static RunningServer of(Path folder) {
        return new RunningServer(
                folder, OrphanedServer.of(folder.resolve("postgres")).pidFile());
    }

    /** Waits until it is ready: the other process may just be starting it. */
    int port(Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        try {
            Optional<Integer> port = readyPort();
            while (port.isEmpty() && Instant.now().isBefore(deadline)) {
                Thread.sleep(POLL.toMillis());
                port = readyPort();
            }
            return port.orElseThrow(() -> new EmbeddedDatabaseException(
                    "Another Demarche has begun to start on %s, and its PostgreSQL does not get ready."
                            .formatted(folder),
                    null));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedDatabaseException("Interrupted while waiting for the database in " + folder, interrupted);
        }
    }

    private Optional<Integer> readyPort() {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready")
                    ? Optional.of(Integer.valueOf(lines.get(PORT_LINE).strip()))
                    : Optional.empty();
        } catch (IOException notThereYet) {
            return Optional.empty();
        }
    }
}
