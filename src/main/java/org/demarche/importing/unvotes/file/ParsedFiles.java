package org.demarche.importing.unvotes.file;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.demarche.country.Country;
import org.demarche.importing.ImportedFile;
import org.demarche.importing.InputRow;
import org.demarche.importing.csv.RejectedRows;
import org.demarche.model.PartialDate;
import org.demarche.stance.Position;

/** The roll calls and votes that have been read so far, and which rules were applied to read them. */
public final class ParsedFiles {

    /** Most ids are numbers. */
    private static final Comparator<ParsedRollCall> BY_ID = Comparator.comparing(
                    (ParsedRollCall rollCall) -> rollCall.id().length())
            .thenComparing(ParsedRollCall::id);

    /** The General Assembly met first on 1946-01-10. */
    private static final int FIRST_YEAR = 1946;

    private final Voters voters;
    private final RejectedRows rejectedRows;
    private final LocalDate lastDay;
    private final Map<String, ParsedRollCall> rollCalls = new LinkedHashMap<>();
    private final List<ImportedFile> files = new ArrayList<>();
    private final Map<String, Integer> rules = new LinkedHashMap<>();

    /** @param lastDay on which a vote can have taken place */
    public ParsedFiles(Voters voters, RejectedRows rejectedRows, LocalDate lastDay) {
        this.voters = voters;
        this.rejectedRows = rejectedRows;
        this.lastDay = lastDay;
    }

    public Voters voters() {
        return voters;
    }

    public RejectedRows rejectedRows() {
        return rejectedRows;
    }

    /** The roll call with the number in the academic publication; null when it has not been read. */
    public ParsedRollCall rollCall(int id) {
        return rollCalls.get(Integer.toString(id));
    }

    /**
     * A new roll call of the academic publication. It is not added yet.
     *
     * @param date in the file; before session 58 only its month is true
     */
    ParsedRollCall academic(int id, int session, PartialDate date) throws InvalidRowException {
        ParsedRollCall rollCall = new ParsedRollCall(
                        Publication.ACADEMIC, Integer.toString(id), Body.GENERAL_ASSEMBLY, voters.count())
                .session(session);
        if (date == null) {
            countRule("roll calls without a date: dated by the year of their session");
            return rollCall;
        }
        past("date", date);
        if (Sessions.hasTrueDays(session)) {
            return rollCall.date(date);
        }
        countRule("roll calls before session %d: dated by month, because the files invent the day"
                .formatted(Sessions.FIRST_WITH_TRUE_DAYS));
        return rollCall.date(date.toMonth()).inventedDay(date);
    }

    /**
     * The date, if a vote can have taken place then.
     *
     * @param field the name of the field, for the message
     */
    PartialDate past(String field, PartialDate date) throws InvalidRowException {
        if (date.firstDay().isAfter(lastDay)) {
            throw new InvalidRowException("date in the future", "%s is %s".formatted(field, date));
        }
        if (date.firstDay().getYear() < FIRST_YEAR) {
            throw new InvalidRowException(
                    "invalid date", "%s is %s, before the first meetings of %d".formatted(field, date, FIRST_YEAR));
        }
        return date;
    }

    public void add(ParsedRollCall rollCall) {
        rollCalls.put(rollCall.id(), rollCall);
    }

    void add(ImportedFile file) {
        files.add(file);
    }

    /** The files whose publishers ask to be credited. */
    public List<ImportedFile> files() {
        return files;
    }

    /** In the order in which they took place, so that a later one is also recorded later. */
    public List<ParsedRollCall> inOrder() {
        return rollCalls.values().stream()
                .sorted(Comparator.comparing(
                                (ParsedRollCall rollCall) -> rollCall.date().firstDay())
                        .thenComparing(BY_ID))
                .toList();
    }

    /** How often each rule was applied, by the words that describe it in the report. */
    public Map<String, Integer> rules() {
        return rules;
    }

    void countRule(String rule) {
        rules.merge(rule, 1, Integer::sum);
    }

    /** Counts what only shows when all files have been read. */
    public void finish() {
        Set<String> symbols = new HashSet<>();
        rollCalls.values().stream()
                .filter(rollCall -> rollCall.publication() == Publication.ACADEMIC)
                .map(ParsedRollCall::symbol)
                .filter(symbol -> symbol != null && !symbols.add(symbol))
                .forEach(repeated -> countRule("roll calls on the same resolution as another, such as amendments and"
                        + " paragraphs: one source cited"));
        Set<String> slugs = new HashSet<>();
        rollCalls.values().stream()
                .filter(rollCall -> rollCall.publication() != Publication.ACADEMIC)
                .sorted(BY_ID)
                .filter(rollCall -> !slugs.add(rollCall.slug()))
                .forEach(repeated -> countRule("votes with the symbol of another: slug with the number of the record"));
    }

    /** @param code of the country listed; the vote counts for the country that held its seat */
    void vote(InputRow row, ParsedRollCall rollCall, String code, Position position) {
        Optional<Integer> holder = voters.seatHolder(code, rollCall.date());
        if (holder.isEmpty()) {
            withoutSeat(row, position, "%s had no seat".formatted(nameAndCode(code)), rollCall);
        } else if (!isMember(rollCall, holder.get(), position)) {
            withoutSeat(row, position, "%s was not a member".formatted(nameAndCode(code)), rollCall);
        } else if (isOnlyVoteOfSeat(row, rollCall, holder.get(), position)) {
            vote(row, rollCall, code, holder.get(), position);
        }
    }

    /** The academic files list two votes of Fiji in the month before it was admitted. */
    private boolean isMember(ParsedRollCall rollCall, int voter, Position position) {
        if (voters.isMember(voter, rollCall.date())) {
            return true;
        }
        boolean kept = rollCall.publication() == Publication.ACADEMIC
                && position != Position.ABSENT
                && voters.wasAdmittedIn(rollCall.session(), voter);
        if (kept) {
            countRule("votes of %s before it was admitted, in the session of its admission: recorded as listed"
                    .formatted(voters.at(voter).englishName()));
        }
        return kept;
    }

    private void vote(InputRow row, ParsedRollCall rollCall, String code, int voter, Position position) {
        Country country = voters.at(voter);
        Position earlier = rollCall.vote(voter);
        if (earlier == position) {
            countRule("rows that repeat another: ignored");
        } else if (earlier != null) {
            rejectedRows.add(
                    row,
                    "contradicts an earlier row",
                    "roll call %s: %s already has a different vote, which was kept"
                            .formatted(rollCall.id(), country.englishName()));
        } else {
            if (!country.getCode().equals(code)) {
                countRule("votes listed for %s, recorded for %s, which held the seat on the day"
                        .formatted(nameAndCode(code), nameAndCode(country.getCode())));
            }
            rollCall.vote(voter, position);
        }
    }

    /** In the month in which a seat passed from one country to another, a list may name both. */
    private boolean isOnlyVoteOfSeat(InputRow row, ParsedRollCall rollCall, int voter, Position position) {
        Optional<Integer> other = voters.otherHolder(voter, rollCall.date());
        if (other.isEmpty() || rollCall.vote(other.get()) == null) {
            return true;
        }
        if (position == Position.ABSENT || rollCall.vote(other.get()) == Position.ABSENT) {
            countRule("absences of countries whose seat another held in the month of the vote: no stance");
            if (position != Position.ABSENT) {
                rollCall.withdraw(other.get());
            }
            return position != Position.ABSENT;
        }
        rejectedRows.add(
                row,
                "contradicts an earlier row",
                "roll call %s: %s already has a vote for this seat, which was kept"
                        .formatted(rollCall.id(), voters.at(other.get()).englishName()));
        return false;
    }

    private void withoutSeat(InputRow row, Position position, String detail, ParsedRollCall rollCall) {
        if (position == Position.ABSENT) {
            countRule("absences of countries without a seat on the day: no stance");
        } else {
            boolean onDay = rollCall.date().firstDay().equals(rollCall.date().lastDay());
            rejectedRows.add(
                    row, "country without a seat", "%s %s %s".formatted(detail, onDay ? "on" : "in", rollCall.date()));
        }
    }

    private String nameAndCode(String code) {
        return voters.name(code) + " (" + code + ")";
    }
}
