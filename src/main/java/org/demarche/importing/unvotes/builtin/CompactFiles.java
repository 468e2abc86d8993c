package org.demarche.importing.unvotes.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import org.demarche.importing.csv.RejectedRows;
import org.demarche.importing.unvotes.UnVotesWriter;
import org.demarche.importing.unvotes.file.ParsedFiles;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.Voters;

/** The files of votes that are packaged with the service, in the order in which they are loaded. */
public final class CompactFiles {

    private static final String FOLDER = "/record/un/";

    /** To be increased when the same files would be recorded in another way. */
    private static final String VERSION = "1";

    private final String checksum;
    private final List<ParsedFiles> files;
    private final List<List<ParsedRollCall>> rollCalls;

    public CompactFiles(String checksum, List<ParsedFiles> files) {
        this.checksum = checksum;
        this.files = files;
        this.rollCalls = files.stream().map(ParsedFiles::inOrder).toList();
    }

    /** Roll calls of one file. */
    record Part(ParsedFiles file, List<ParsedRollCall> rollCalls) {}

    public static CompactFiles read(Voters voters) {
        return new CompactFiles(
                currentChecksum(),
                names().stream().map(name -> read(name, voters)).toList());
    }

    String checksum() {
        return checksum;
    }

    /** How many roll calls there are. */
    int total() {
        return rollCalls.stream().mapToInt(List::size).sum();
    }

    /** At most as many as are written in one transaction. */
    Part next(int done) {
        int first = done;
        int file = 0;
        while (first >= rollCalls.get(file).size()) {
            first -= rollCalls.get(file).size();
            file++;
        }
        List<ParsedRollCall> all = rollCalls.get(file);
        return new Part(files.get(file), all.subList(first, Math.min(first + UnVotesWriter.BATCH_SIZE, all.size())));
    }

    /** Whether a file ends after so many roll calls. */
    boolean endsFile(int done) {
        int end = 0;
        for (List<ParsedRollCall> file : rollCalls) {
            end += file.size();
            if (end == done) {
                return true;
            }
        }
        return false;
    }

    /**
     * The newest first, and of these the small ones, because the planner has no statistics yet. An index file, because
     * resources in a jar or a native executable cannot be listed.
     */
    public static List<String> names() {
        return new String(bytes("index.txt"), StandardCharsets.UTF_8).lines().toList();
    }

    public static ParsedFiles read(String name, Voters voters) {
        ParsedFiles parsed = new ParsedFiles(voters, new RejectedRows(null), LocalDate.MAX);
        try (Reader text = new InputStreamReader(open(name), StandardCharsets.UTF_8)) {
            new CompactReader(parsed).read(FOLDER + name, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return parsed;
    }

    /** Changes when the votes have to be loaded again. */
    static String currentChecksum() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(VERSION.getBytes(StandardCharsets.UTF_8));
            names().forEach(name -> digest.update(bytes(name)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream stream = open(name)) {
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(
                CompactFiles.class.getResourceAsStream(FOLDER + name), FOLDER + name + " is missing");
    }
}
