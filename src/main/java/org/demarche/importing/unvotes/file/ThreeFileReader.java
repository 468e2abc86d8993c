package org.demarche.importing.unvotes.file;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

import org.demarche.importing.InputFile;
import org.demarche.importing.csv.CsvFile;
import org.demarche.importing.csv.CsvRow;
import org.demarche.model.PartialDate;
import org.demarche.model.Slug;
import org.demarche.stance.Position;

/**
 * Reads the three-file format: roll calls, votes and issues in one file each, votes as words, countries by name and ISO
 * 3166-1 alpha-2.
 */
public final class ThreeFileReader {

    private static final Map<String, Position> POSITIONS = Map.of(
            "yes", Position.SUPPORTS,
            "no", Position.OPPOSES,
            "abstain", Position.NEUTRAL,
            "absent", Position.ABSENT);

    private static final String NAMIBIA = "NA";

    /** In characters: the length of a headline. */
    private static final int MAX_SHORTENED = 120;

    /** In characters. The database cannot sort by much longer titles. */
    private static final int MAX_TITLE = 500;

    private static final Pattern LAST_WORD = Pattern.compile("\\s+\\S*$");

    private final ParsedFiles parsed;

    public ThreeFileReader(ParsedFiles parsed) {
        this.parsed = parsed;
    }

    /** @param withIssues whether a list of issues will be read; without one the issues of a roll call are unknown */
    public void readRollCalls(InputFile file, boolean withIssues, LongConsumer progress) {
        new CsvFile(file, "a list of roll calls", List.of("rcid", "session", "date", "unres", "short", "descr"))
                .read(row -> readRow(row, () -> rollCall(row, withIssues)), parsed.rejectedRows(), progress);
    }

    public void readIssues(InputFile file, LongConsumer progress) {
        new CsvFile(file, "a list of the issues of roll calls", List.of("rcid", "issue"))
                .read(row -> readRow(row, () -> issue(row)), parsed.rejectedRows(), progress);
    }

    public void readVotes(InputFile file, LongConsumer progress) {
        new CsvFile(file, "a list of votes", List.of("rcid", "country", "country_code", "vote"))
                .read(row -> readRow(row, () -> vote(row)), parsed.rejectedRows(), progress);
    }

    private void rollCall(CsvRow row, boolean withIssues) throws InvalidRowException {
        int id = FieldParser.rollCall(row);
        if (parsed.rollCall(id) != null) {
            throw new InvalidRowException("duplicate roll call", "roll call %d appears twice".formatted(id));
        }
        int session = FieldParser.session(row);
        PartialDate date = FieldParser.isoDate(row);
        RepairedText text = RepairedText.of(row.get("short"), row.get("descr"));
        countRules(text, row.get("unres"));
        ParsedRollCall rollCall = parsed.academic(id, session, date)
                .symbol(FieldParser.text(row, "unres"))
                .kind(kind(row))
                .title(title(text))
                .summary(text.description());
        parsed.add(withIssues ? rollCall.issuesKnown() : rollCall);
    }

    /** Null when the flags are empty or their columns missing. */
    private static VoteKind kind(CsvRow row) {
        String amendment = row.getOrEmpty("amend");
        String paragraph = row.getOrEmpty("para");
        if (amendment.startsWith("1")) {
            return VoteKind.AMENDMENT;
        }
        if (paragraph.startsWith("1")) {
            return VoteKind.PARAGRAPH;
        }
        return amendment.isEmpty() && paragraph.isEmpty() ? null : VoteKind.MAIN;
    }

    private void countRules(RepairedText text, String symbol) {
        if (text.repaired()) {
            parsed.countRule("roll calls with broken quoting: quotation marks restored, swallowed columns cut off");
        }
        if (text.title() == null) {
            parsed.countRule(
                    text.description() == null
                            ? "roll calls without title and description: titled by session and roll-call id"
                            : "roll calls without a title: titled by the beginning of their description");
        }
        if (text.title() != null && text.title().length() > MAX_TITLE) {
            parsed.countRule("roll calls with a title of more than %d characters: shortened".formatted(MAX_TITLE));
        }
        if (symbol.isEmpty()) {
            parsed.countRule("roll calls without a resolution symbol: source named by the roll-call id");
        }
    }

    private void issue(CsvRow row) throws InvalidRowException {
        ParsedRollCall rollCall = rollCallOf(row);
        String issue = row.get("issue");
        String slug = Slug.fromName(issue);
        if (!Slug.isValid(rollCall.body().prefix() + slug)) {
            throw new InvalidRowException(
                    "invalid issue", "issue is '%s', not a short name in Latin letters".formatted(issue));
        }
        rollCall.issues().put(slug, issue);
    }

    private void vote(CsvRow row) throws InvalidRowException {
        ParsedRollCall rollCall = rollCallOf(row);
        Position position = POSITIONS.get(row.get("vote").toLowerCase(Locale.ROOT));
        if (position == null) {
            throw new InvalidRowException(
                    "invalid vote", "vote is '%s', not yes, no, abstain or absent".formatted(row.get("vote")));
        }
        parsed.vote(row, rollCall, country(row, rollCall), position);
    }

    private String country(CsvRow row, ParsedRollCall rollCall) throws InvalidRowException {
        String code = row.getLiterally("country_code").toUpperCase(Locale.ROOT);
        String name = row.get("country");
        Optional<String> found = code.isEmpty() || isMissing(code, row.getLiterally("country"))
                ? Optional.empty()
                : parsed.voters().byCode(code, rollCall.date());
        if (found.isEmpty()) {
            found = parsed.voters().byName(name);
            found.ifPresent(byName -> parsed.countRule(
                    "votes without a usable country code: country found by the name %s".formatted(name)));
        }
        return found.orElseThrow(() -> new InvalidRowException(
                "unknown country", "no country has the code '%s' or the name '%s'".formatted(code, name)));
    }

    /** NA is the code of Namibia. Beside the name of another country it is an empty cell, as R writes it. */
    private boolean isMissing(String code, String name) {
        return code.equals(NAMIBIA)
                && !name.isEmpty()
                && (name.equals(NAMIBIA) || !parsed.voters().byName(name).equals(Optional.of(NAMIBIA)));
    }

    private ParsedRollCall rollCallOf(CsvRow row) throws InvalidRowException {
        int id = FieldParser.rollCall(row);
        ParsedRollCall rollCall = parsed.rollCall(id);
        if (rollCall == null) {
            throw new InvalidRowException(
                    "unknown roll call", "roll call %d is not in the list of roll calls".formatted(id));
        }
        return rollCall;
    }

    private interface RowReader {
        void read() throws InvalidRowException;
    }

    private void readRow(CsvRow row, RowReader reader) {
        try {
            reader.read();
        } catch (InvalidRowException invalid) {
            parsed.rejectedRows().add(row, invalid.reason(), invalid.getMessage());
        }
    }

    private static String title(RepairedText text) {
        return text.title() == null ? shortened(text.description(), MAX_SHORTENED) : shortened(text.title(), MAX_TITLE);
    }

    private static String shortened(String text, int length) {
        if (text == null || text.length() <= length) {
            return text;
        }
        return LAST_WORD.matcher(text.substring(0, length)).replaceFirst("") + " …";
    }
}
