package org.demarche.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Arguments and names of files as they were given, whatever the locale. In the locale C, Java replaces every byte of them
 * that is not ASCII, and cannot make paths of other letters.
 */
public final class GivenArguments {

    private static final char REPLACEMENT = '\ufffd';
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final String WORKING_FOLDER = "/proc/self/cwd/";

    private GivenArguments() {}

    /** @param decoded the arguments as Java has decoded them */
    public static String[] of(String... decoded) {
        boolean replaced = Arrays.stream(decoded).anyMatch(argument -> argument.indexOf(REPLACEMENT) >= 0);
        if (!replaced || !Files.isReadable(COMMAND_LINE)) {
            return decoded;
        }
        try {
            String[] all =
                    Files.readString(COMMAND_LINE, StandardCharsets.UTF_8).split("\0", -1);
            // The last one is followed by a zero too.
            int end = all.length - 1;
            return Arrays.copyOfRange(all, end - decoded.length, end);
        } catch (IOException notUtf8) {
            return decoded;
        }
    }

    static Path path(String given) {
        try {
            return Path.of(given);
        } catch (InvalidPathException otherLetters) {
            return Path.of(URI.create("file://" + encoded(given.startsWith("/") ? given : WORKING_FOLDER + given)));
        }
    }

    /** Every byte in UTF-8 with a percent sign. */
    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(b == '/' ? "/" : "%%%02X".formatted(b & 0xff));
        }
        return encoded.toString();
    }
}
