package org.demarche.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Counts connections as Linux sees them: a client that does not read does not notice that its connection was closed. */
final class OpenConnections {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String ESTABLISHED = "01";
    /** The first bytes of 127.1.0.0/16, the last of a little-endian word. */
    private static final String ATTACKER = "017F";

    private OpenConnections() {}

    /** How many connections attackers have to a port of this machine. */
    static long ofAttackers(int port) {
        String local = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
        return TABLES.stream()
                .flatMap(OpenConnections::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 3
                        && fields[1].endsWith(local)
                        && fields[2].split(":")[0].endsWith(ATTACKER)
                        && fields[3].equals(ESTABLISHED))
                .count();
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.exists(table) ? Files.readAllLines(table).stream() : Stream.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
