package org.demarche.importing.unvotes.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;

import org.demarche.importing.InputFile;
import org.demarche.importing.csv.CsvFile;
import org.demarche.importing.csv.CsvRow;
import org.demarche.model.PartialDate;
import org.demarche.model.Slug;
import org.demarche.stance.Position;

/**
 * Reads the single-file format: one row for each roll call and country, votes as numbers, countries by the numbers of the
 * Correlates of War project. Each row repeats the attributes of its roll call.
 */
public final class CodedFileReader {

    private static final Map<String, Position> POSITIONS = Map.of(
            "1", Position.SUPPORTS,
            "2", Position.NEUTRAL,
            "3", Position.OPPOSES,
            "8", Position.ABSENT);

    private static final String NOT_A_MEMBER = "9";

    /** The columns that flag an issue, and the name of the issue in the other format. */
    private static final Map<String, String> ISSUES = Map.of(
            "me", "Palestinian conflict",
            "nu", "Nuclear weapons and nuclear material",
            "di", "Arms control and disarmament",
            "hr", "Human rights",
            "co", "Colonialism",
            "ec", "Economic development");

    private final ParsedFiles parsed;
    private final Map<String, String> codeByNumber = codesByNumber();

    public CodedFileReader(ParsedFiles parsed) {
        this.parsed = parsed;
    }

    public void read(InputFile file, LongConsumer progress) {
        new CsvFile(
                        file,
                        "a list of coded votes",
                        List.of(
                                "rcid", "session", "vote", "ccode", "member", "date", "unres", "me", "nu", "di", "hr",
                                "co", "ec"))
                .read(this::readRow, parsed.rejectedRows(), progress);
    }

    private void readRow(CsvRow row) {
        try {
            vote(row, rollCall(row));
        } catch (InvalidRowException invalid) {
            parsed.rejectedRows().add(row, invalid.reason(), invalid.getMessage());
        }
    }

    private ParsedRollCall rollCall(CsvRow row) throws InvalidRowException {
        int id = FieldParser.rollCall(row);
        ParsedRollCall known = parsed.rollCall(id);
        int session = FieldParser.session(row);
        PartialDate date = FieldParser.usDate(row);
        if (known == null) {
            return add(row, id, session, date);
        }
        if (!known.session().equals(session) || !Objects.equals(fileDate(known), date)) {
            throw new InvalidRowException(
                    "contradicts an earlier row",
                    "roll call %d has a different session or date in an earlier row".formatted(id));
        }
        return known;
    }

    private ParsedRollCall add(CsvRow row, int id, int session, PartialDate date) throws InvalidRowException {
        boolean flagged =
                ISSUES.keySet().stream().anyMatch(column -> !row.get(column).isEmpty());
        ParsedRollCall rollCall = parsed.academic(id, session, date).symbol(FieldParser.text(row, "unres"));
        if (flagged) {
            rollCall.issuesKnown();
            ISSUES.forEach((column, issue) -> {
                if (flag(row, column)) {
                    rollCall.issues().put(Slug.fromName(issue), issue);
                }
            });
        }
        if (rollCall.symbol() == null) {
            parsed.countRule("roll calls without a resolution symbol: source named by the roll-call id");
        }
        parsed.add(rollCall);
        return rollCall;
    }

    private static PartialDate fileDate(ParsedRollCall rollCall) {
        if (rollCall.inventedDay() != null) {
            return rollCall.inventedDay();
        }
        return rollCall.isDated() ? rollCall.date() : null;
    }

    private boolean flag(CsvRow row, String column) {
        String value = FieldParser.code(row, column);
        if (value.length() > 1) {
            parsed.countRule("issue flags with broken quoting: read by their first character");
        }
        return value.startsWith("1");
    }

    private void vote(CsvRow row, ParsedRollCall rollCall) throws InvalidRowException {
        String vote = FieldParser.code(row, "vote");
        if (vote.equals(NOT_A_MEMBER)) {
            parsed.countRule("rows of countries that were not members (vote 9): no stance");
            if (FieldParser.code(row, "member").equals("1")) {
                parsed.countRule("of these, rows that also say member 1: treated as not a member");
            }
            return;
        }
        Position position = POSITIONS.get(vote);
        if (position == null) {
            throw new InvalidRowException("invalid vote", "vote is '%s', not 1, 2, 3, 8 or 9".formatted(vote));
        }
        String number = FieldParser.code(row, "ccode");
        String code = codeByNumber.get(number);
        if (code == null) {
            throw new InvalidRowException(
                    "unknown country", "no country has the Correlates of War number '%s'".formatted(number));
        }
        parsed.vote(row, rollCall, code, position);
    }

    private static Map<String, String> codesByNumber() {
        Map<String, String> codes = new HashMap<>();
        InputStream list = Objects.requireNonNull(CodedFileReader.class.getResourceAsStream("cow-numbers.csv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            lines.lines().skip(1).map(line -> line.split(",")).forEach(pair -> codes.put(pair[0], pair[1]));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return codes;
    }
}
