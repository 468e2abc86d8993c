package org.demarche.importing.unvotes;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.demarche.country.Country;
import org.demarche.importing.csv.CsvRow;
import org.demarche.importing.csv.RejectedRows;
import org.demarche.stance.Position;

/** What has been read of a set of roll calls and votes, and by which rules. */
final class ParsedVotes {

    private final Voters voters;
    private final RejectedRows rejections;
    private final Map<Integer, FileRollCall> rollCalls = new LinkedHashMap<>();
    private final Map<String, Integer> rules = new LinkedHashMap<>();

    ParsedVotes(Voters voters, RejectedRows rejections) {
        this.voters = voters;
        this.rejections = rejections;
    }

    Voters voters() {
        return voters;
    }

    RejectedRows rejections() {
        return rejections;
    }

    FileRollCall rollCall(int id) {
        return rollCalls.get(id);
    }

    void add(FileRollCall rollCall) {
        rollCalls.put(rollCall.id(), rollCall);
    }

    /** In the order in which they happened, so that a later one is also recorded later. */
    List<FileRollCall> inOrder() {
        return rollCalls.values().stream()
                .sorted(Comparator.comparing(
                                (FileRollCall rollCall) -> rollCall.date().firstDay())
                        .thenComparing(FileRollCall::id))
                .toList();
    }

    /** How often each rule was followed, in words for the report. */
    Map<String, Integer> rules() {
        return rules;
    }

    void follow(String rule) {
        rules.merge(rule, 1, Integer::sum);
    }

    /** What only shows when all has been read. */
    void finish() {
        Set<String> symbols = new HashSet<>();
        rollCalls.values().stream()
                .map(FileRollCall::symbol)
                .filter(symbol -> symbol != null && !symbols.add(symbol))
                .forEach(repeated -> follow("roll calls on a resolution that another roll call is on too, as amendments"
                        + " and paragraphs are: they cite one source"));
    }

    /** @param code of the country whose seat it is, whoever sat there on the day */
    void vote(CsvRow row, FileRollCall rollCall, String code, Position position) {
        LocalDate day = rollCall.date().firstDay();
        Optional<Integer> seated = voters.seated(code, day);
        if (seated.isEmpty()) {
            unseated(row, code, day, position);
            return;
        }
        int voter = seated.get();
        Country country = voters.at(voter);
        Position before = rollCall.vote(voter);
        if (before == position) {
            follow("rows that repeat another: nothing more");
        } else if (before != null) {
            rejections.add(
                    row,
                    "contradicts an earlier row",
                    "in roll call %d %s already has another vote, which was kept"
                            .formatted(rollCall.id(), country.englishName()));
        } else {
            if (!country.getCode().equals(code)) {
                follow("votes in the name of %s, for the day those of %s"
                        .formatted(named(code), named(country.getCode())));
            }
            rollCall.vote(voter, position);
        }
    }

    private void unseated(CsvRow row, String code, LocalDate day, Position position) {
        if (position == Position.ABSENT) {
            follow("absences of a country that had no seat on the day: no stance");
        } else {
            rejections.add(row, "a country without a seat", "%s had no seat on %s".formatted(named(code), day));
        }
    }

    private String named(String code) {
        return voters.name(code) + " (" + code + ")";
    }
}
