package org.demarche.importing.unvotes;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

import org.demarche.importing.csv.CsvFile;
import org.demarche.importing.csv.CsvRow;
import org.demarche.importing.csv.InputFile;
import org.demarche.importing.unvotes.RowFields.Unreadable;
import org.demarche.model.PartialDate;
import org.demarche.stance.Position;

/** Reads roll calls, votes and issues from a file each: votes as words, countries by name and ISO 3166-1 alpha-2. */
final class ThreeFileReader {

    private static final Map<String, Position> POSITIONS = Map.of(
            "yes", Position.SUPPORTS,
            "no", Position.OPPOSES,
            "abstain", Position.NEUTRAL,
            "absent", Position.ABSENT);

    /** In characters: a headline's. */
    private static final int MAX_TITLE = 120;

    private static final Pattern LAST_WORD = Pattern.compile("\\s+\\S*$");

    private final ParsedVotes ballots;

    ThreeFileReader(ParsedVotes ballots) {
        this.ballots = ballots;
    }

    /** @param issuesFollow whether a list of issues will be read: without one nothing is said about them */
    void readRollCalls(InputFile file, boolean issuesFollow, LongConsumer progress) {
        new CsvFile(file, "a list of roll calls", List.of("rcid", "session", "date", "unres", "short", "descr"))
                .read(row -> take(row, () -> rollCall(row, issuesFollow)), ballots.rejections(), progress);
    }

    void readIssues(InputFile file, LongConsumer progress) {
        new CsvFile(file, "a list of the issues of roll calls", List.of("rcid", "issue"))
                .read(row -> take(row, () -> issue(row)), ballots.rejections(), progress);
    }

    void readVotes(InputFile file, LongConsumer progress) {
        new CsvFile(file, "a list of votes", List.of("rcid", "country", "country_code", "vote"))
                .read(row -> take(row, () -> vote(row)), ballots.rejections(), progress);
    }

    private void rollCall(CsvRow row, boolean issuesFollow) throws Unreadable {
        int id = RowFields.rollCall(row);
        if (ballots.rollCall(id) != null) {
            throw new Unreadable("a roll call that an earlier row has", "roll call %d stands here twice".formatted(id));
        }
        int session = RowFields.session(row);
        PartialDate date = RowFields.isoDate(row);
        RepairedText text = RepairedText.of(row.get("short"), row.get("descr"));
        note(text, date, row.get("unres"));
        ballots.add(new FileRollCall(
                id,
                session,
                date,
                RowFields.text(row, "unres"),
                text.title() == null ? shortened(text.description()) : text.title(),
                text.description(),
                issuesFollow,
                ballots.voters().count()));
    }

    private void note(RepairedText text, PartialDate date, String symbol) {
        if (text.mended()) {
            ballots.follow("roll calls with broken quoting: quotation marks put back, swallowed columns cut off");
        }
        if (text.title() == null) {
            ballots.follow(
                    text.description() == null
                            ? "roll calls without title and description: called by session and roll-call id"
                            : "roll calls without a title: called by the beginning of their description");
        }
        if (date == null) {
            ballots.follow("roll calls without a date: dated by the year of their session");
        }
        if (symbol.isEmpty()) {
            ballots.follow("roll calls without a resolution's symbol: their source is named by the roll-call id");
        }
    }

    private void issue(CsvRow row) throws Unreadable {
        FileRollCall rollCall = known(row);
        String issue = row.get("issue");
        String slug = IssueTopics.slug(issue);
        if (slug.isEmpty()) {
            throw new Unreadable("no issue", "issue is '%s' and should be a name".formatted(issue));
        }
        rollCall.issues().put(slug, issue);
    }

    private void vote(CsvRow row) throws Unreadable {
        FileRollCall rollCall = known(row);
        Position position = POSITIONS.get(row.get("vote").toLowerCase(Locale.ROOT));
        if (position == null) {
            throw new Unreadable(
                    "no vote", "vote is '%s' and should be yes, no, abstain or absent".formatted(row.get("vote")));
        }
        ballots.vote(row, rollCall, country(row, rollCall), position);
    }

    private String country(CsvRow row, FileRollCall rollCall) throws Unreadable {
        String code = row.get("country_code").toUpperCase(Locale.ROOT);
        String name = row.get("country");
        Optional<String> found = code.isEmpty()
                ? Optional.empty()
                : ballots.voters().coded(code, rollCall.date().firstDay());
        if (found.isEmpty()) {
            found = ballots.voters().named(name);
            found.ifPresent(
                    named -> ballots.follow("votes without a usable country code: %s, by name".formatted(name)));
        }
        return found.orElseThrow(() -> new Unreadable(
                "unknown country", "no country has the code '%s' or the name '%s'".formatted(code, name)));
    }

    private FileRollCall known(CsvRow row) throws Unreadable {
        int id = RowFields.rollCall(row);
        FileRollCall rollCall = ballots.rollCall(id);
        if (rollCall == null) {
            throw new Unreadable("unknown roll call", "roll call %d is not in the list of roll calls".formatted(id));
        }
        return rollCall;
    }

    private interface Taking {
        void take() throws Unreadable;
    }

    private void take(CsvRow row, Taking taking) {
        try {
            taking.take();
        } catch (Unreadable unreadable) {
            ballots.rejections().add(row, unreadable.reason(), unreadable.getMessage());
        }
    }

    private static String shortened(String text) {
        if (text == null || text.length() <= MAX_TITLE) {
            return text;
        }
        return LAST_WORD.matcher(text.substring(0, MAX_TITLE)).replaceFirst("") + " …";
    }
}
