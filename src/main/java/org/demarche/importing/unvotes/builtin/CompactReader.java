package org.demarche.importing.unvotes.builtin;

import java.io.IOException;
import java.io.LineNumberReader;
import java.io.Reader;
import java.util.List;
import java.util.stream.Stream;

import org.demarche.importing.ImportException;
import org.demarche.importing.unvotes.file.Body;
import org.demarche.importing.unvotes.file.ParsedFiles;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.Publication;
import org.demarche.importing.unvotes.file.PublishedFiles;
import org.demarche.importing.unvotes.file.UnxmlReader;

/**
 * Reads the compact form, which src/site/markdown/record-format.md describes: a line for each roll call, and lines
 * beginning with @ that state what those below them have in common.
 */
public final class CompactReader {

    public static final String COMMENT = "#";
    public static final String PUBLICATION = "@publication";
    public static final String BODY = "@body";
    public static final String COLUMNS = "@columns";
    public static final String SESSION = "@session";
    public static final String MEMBERS = "@members";

    /** The heading of the last column. */
    public static final String VOTES = "votes";

    public static final String SEPARATOR = "\t";

    private final ParsedFiles parsed;

    private Publication publication;
    private Body body;
    private Integer session;
    private List<CompactColumn> columns;
    private int[] members;

    public CompactReader(ParsedFiles parsed) {
        this.parsed = parsed;
    }

    /** @param file the name for messages */
    public void read(String file, Reader text) throws IOException {
        LineNumberReader lines = new LineNumberReader(text);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            try {
                readLine(line);
            } catch (IllegalArgumentException invalid) {
                throw new ImportException(
                        "%s, line %d: %s".formatted(file, lines.getLineNumber(), invalid.getMessage()));
            }
        }
    }

    private void readLine(String line) {
        if (line.isEmpty() || line.startsWith(COMMENT)) {
            return;
        }
        if (line.startsWith("@")) {
            int end = line.contains(" ") ? line.indexOf(' ') : line.length();
            common(line.substring(0, end), line.substring(end).strip());
        } else {
            parsed.add(rollCall(line.split(SEPARATOR, -1)));
        }
    }

    private void common(String name, String value) {
        switch (name) {
            case PUBLICATION -> publication = Publication.valueOf(value);
            case BODY -> body = Body.valueOf(value);
            case COLUMNS -> columns = columns(value.split(" "));
            case SESSION -> session = Integer.valueOf(value);
            case MEMBERS ->
                members = Stream.of(value.split(" "))
                        .mapToInt(code -> parsed.voters()
                                .index(code)
                                .orElseThrow(() -> new IllegalArgumentException("no country has the code " + code)))
                        .toArray();
            default -> throw new IllegalArgumentException(name + " is not known");
        }
    }

    private static List<CompactColumn> columns(String... headings) {
        if (!headings[headings.length - 1].equals(VOTES)) {
            throw new IllegalArgumentException("the last column is not " + VOTES);
        }
        return Stream.of(headings)
                .limit(headings.length - 1L)
                .map(CompactColumn::of)
                .toList();
    }

    private ParsedRollCall rollCall(String... values) {
        if (values.length != columns.size() + 1) {
            throw new IllegalArgumentException("%d columns instead of %d".formatted(values.length, columns.size() + 1));
        }
        int id = columns.indexOf(CompactColumn.ID);
        ParsedRollCall rollCall = new ParsedRollCall(
                        publication,
                        values[id < 0 ? columns.indexOf(CompactColumn.SYMBOL) : id],
                        body,
                        parsed.voters().count())
                .session(session);
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).set(rollCall, values[i]);
        }
        CompactVotes.read(values[columns.size()], rollCall, members);
        if (publication == Publication.UNXML) {
            UnxmlReader.complete(rollCall.file(PublishedFiles.UNXML));
        }
        return rollCall;
    }
}
