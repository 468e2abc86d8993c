package org.demarche.importing.unvotes;

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

import org.demarche.importing.csv.CsvFile;
import org.demarche.importing.csv.CsvRow;
import org.demarche.importing.csv.InputFile;
import org.demarche.importing.unvotes.RowFields.Unreadable;
import org.demarche.model.PartialDate;
import org.demarche.stance.Position;

/**
 * Reads the format of one file that has a row for each roll call and country, votes as numbers, countries by the numbers
 * of the Correlates of War project, and says on each row what is known of the roll call.
 */
final class CodedFileReader {

    private static final Map<String, Position> POSITIONS = Map.of(
            "1", Position.SUPPORTS,
            "2", Position.NEUTRAL,
            "3", Position.OPPOSES,
            "8", Position.ABSENT);

    private static final String NOT_A_MEMBER = "9";

    /** The columns that flag an issue, and what the other format calls it. */
    private static final Map<String, String> ISSUES = Map.of(
            "me", "Palestinian conflict",
            "nu", "Nuclear weapons and nuclear material",
            "di", "Arms control and disarmament",
            "hr", "Human rights",
            "co", "Colonialism",
            "ec", "Economic development");

    private final ParsedVotes ballots;
    private final Map<String, String> codeByNumber = numbers();

    CodedFileReader(ParsedVotes ballots) {
        this.ballots = ballots;
    }

    void read(InputFile file, LongConsumer progress) {
        new CsvFile(
                        file,
                        "a list of coded votes",
                        List.of(
                                "rcid", "session", "vote", "ccode", "member", "date", "unres", "me", "nu", "di", "hr",
                                "co", "ec"))
                .read(this::take, ballots.rejections(), progress);
    }

    private void take(CsvRow row) {
        try {
            vote(row, rollCall(row));
        } catch (Unreadable unreadable) {
            ballots.rejections().add(row, unreadable.reason(), unreadable.getMessage());
        }
    }

    private FileRollCall rollCall(CsvRow row) throws Unreadable {
        int id = RowFields.rollCall(row);
        FileRollCall known = ballots.rollCall(id);
        int session = RowFields.session(row);
        PartialDate date = RowFields.usDate(row);
        if (known == null) {
            return add(row, id, session, date);
        }
        if (known.session() != session || !Objects.equals(known.isDated() ? known.date() : null, date)) {
            throw new Unreadable(
                    "contradicts an earlier row",
                    "roll call %d has another session or date on an earlier row".formatted(id));
        }
        return known;
    }

    private FileRollCall add(CsvRow row, int id, int session, PartialDate date) {
        boolean flagged =
                ISSUES.keySet().stream().anyMatch(column -> !row.get(column).isEmpty());
        FileRollCall rollCall = new FileRollCall(
                id,
                session,
                date,
                RowFields.text(row, "unres"),
                null,
                null,
                flagged,
                ballots.voters().count());
        if (flagged) {
            ISSUES.forEach((column, issue) -> {
                if (flag(row, column)) {
                    rollCall.issues().put(IssueTopics.slug(issue), issue);
                }
            });
        }
        if (date == null) {
            ballots.follow("roll calls without a date: dated by the year of their session");
        }
        if (rollCall.symbol() == null) {
            ballots.follow("roll calls without a resolution's symbol: their source is named by the roll-call id");
        }
        ballots.add(rollCall);
        return rollCall;
    }

    private boolean flag(CsvRow row, String column) {
        String value = row.get(column);
        if (value.length() > 1) {
            ballots.follow("issue flags with broken quoting: read by their first character");
        }
        return value.startsWith("1");
    }

    private void vote(CsvRow row, FileRollCall rollCall) throws Unreadable {
        String vote = row.get("vote");
        if (vote.equals(NOT_A_MEMBER)) {
            ballots.follow("rows of countries that were not members (vote 9): no stance");
            if (row.get("member").equals("1")) {
                ballots.follow("of these, rows that also say member 1: taken as not a member");
            }
            return;
        }
        Position position = POSITIONS.get(vote);
        if (position == null) {
            throw new Unreadable("no vote", "vote is '%s' and should be 1, 2, 3, 8 or 9".formatted(vote));
        }
        String code = codeByNumber.get(row.get("ccode"));
        if (code == null) {
            throw new Unreadable(
                    "unknown country",
                    "no country has the number '%s' in the Correlates of War project".formatted(row.get("ccode")));
        }
        ballots.vote(row, rollCall, code, position);
    }

    private static Map<String, String> numbers() {
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
