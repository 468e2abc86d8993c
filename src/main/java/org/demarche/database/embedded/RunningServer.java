package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The server that another process runs on a folder. PostgreSQL writes its port and status to its PID file. */
record RunningServer(Path folder, Path pidFile) {

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;
    private static final Duration POLL = Duration.ofMillis(200);

    static RunningServer of(Path folder) {
        return new RunningServer(
                folder, OrphanedServer.of(folder.resolve("postgres")).pidFile());
    }

    /** Waits until the server is ready, because the other process may be starting it. */
    int port(Duration timeout) {
        Instant deadline = Instant.now().plus(timeout);
        try {
            Optional<Integer> port = readyPort();
            while (port.isEmpty() && Instant.now().isBefore(deadline)) {
                Thread.sleep(POLL.toMillis());
                port = readyPort();
            }
            return port.orElseThrow(() -> new EmbeddedDatabaseException(
                    "Another Demarche is starting in the folder " + folder
                            + ", and its PostgreSQL does not become ready.",
                    null));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedDatabaseException("Interrupted while waiting for the database in " + folder, interrupted);
        }
    }

    private Optional<Integer> readyPort() {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready") && hasItsRoles()
                    ? Optional.of(Integer.valueOf(lines.get(PORT_LINE).strip()))
                    : Optional.empty();
        } catch (IOException notWrittenYet) {
            return Optional.empty();
        }
    }

    /** At the first start the server listens before it has the role of the service. Earlier versions had no such role. */
    private boolean hasItsRoles() throws IOException {
        PasswordFile passwords = PasswordFile.of(folder);
        return !passwords.exists() || passwords.password(PasswordFile.SERVICE).isPresent();
    }
}
