package org.demarche.importing.unvotes.file;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.demarche.importing.ImportException;
import org.demarche.importing.csv.CsvRow;

/**
 * Where a file of the library has which value. The layouts differ by body and release; all have a row for each vote and
 * member, and are told apart by the names of their columns.
 */
public final class LibraryLayout {

    /** What a column holds, and its names: in lower case, words joined by underscores, without the s of a plural. */
    enum Column {
        RECORD("undl_id"),
        MEMBER("ms_code"),
        MEMBER_NAME("ms_name"),
        VOTE("ms_vote"),
        DATE("date"),
        SESSION("session"),
        SYMBOL("resolution"),
        DRAFT("draft"),
        MEETING("meeting"),
        TITLE("title", "description"),
        AGENDA("agenda_title", "agenda"),
        SUBJECTS("subject"),
        YES("total_ye", "ye"),
        NO("total_no", "no"),
        ABSTENTIONS("total_abstention", "abstention"),
        MODALITY("modality"),
        LINK("undl_link"),
        PERMANENT("permanent_member");

        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }
    }

    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");

    /** Votes in both bodies of every year, so that its column marks a file with a column for each country. */
    private static final Set<String> MEMBER_OF_BOTH = Set.of("france", "fra");

    private static final String ONE_ROW_PER_VOTE =
            "; download the file that has a row for each vote and member (ms_code," + " ms_vote)";

    private final Map<Column, String> headers = new EnumMap<>(Column.class);

    /**
     * @param names of the columns of the file
     * @throws ImportException for a file that is not one with votes by member, with its name and what it is instead
     */
    LibraryLayout(Path file, Set<String> names) {
        Map<String, String> byName = new HashMap<>();
        names.forEach(name -> byName.putIfAbsent(normalized(name), name));
        for (Column column : Column.values()) {
            column.names.stream()
                    .filter(byName::containsKey)
                    .findFirst()
                    .ifPresent(name -> headers.put(column, byName.get(name)));
        }
        check(file, byName.keySet());
    }

    /** The value in the row without surrounding white space; empty if the file has no such column. */
    String get(CsvRow row, Column column) {
        String header = headers.get(column);
        return header == null ? "" : row.get(header);
    }

    /** The body, for a row whose symbols do not tell. Only the Assembly has sessions. */
    Body body() {
        return headers.containsKey(Column.PERMANENT) || !headers.containsKey(Column.SESSION)
                ? Body.SECURITY_COUNCIL
                : Body.GENERAL_ASSEMBLY;
    }

    private void check(Path file, Set<String> names) {
        if (has(Column.MEMBER, Column.VOTE, Column.DATE) && (has(Column.RECORD) || has(Column.SYMBOL))) {
            return;
        }
        if (!has(Column.MEMBER) && names.stream().anyMatch(MEMBER_OF_BOTH::contains)) {
            throw new ImportException(
                    "%s is the library's wide file, with a column for each country".formatted(file) + ONE_ROW_PER_VOTE);
        }
        if (!has(Column.MEMBER) && has(Column.YES, Column.NO)) {
            throw new ImportException(
                    "%s is the library's file of outcomes, which has totals without members".formatted(file)
                            + ONE_ROW_PER_VOTE);
        }
        throw new ImportException(
                "%s is not a file of votes of the UN Digital Library: its first line must name undl_id or resolution, date,"
                                .formatted(file)
                        + " ms_code and ms_vote (or the plurals of the release of 2024)");
    }

    private boolean has(Column... columns) {
        return headers.keySet().containsAll(Arrays.asList(columns));
    }

    private static String normalized(String name) {
        String words = SEPARATORS.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceAll("_");
        return words.endsWith("s") ? words.substring(0, words.length() - 1) : words;
    }
}
