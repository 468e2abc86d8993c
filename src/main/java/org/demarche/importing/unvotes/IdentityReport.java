package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which roll calls other publications have stated too, which may be among those, and where the publications differ. */
final class IdentityReport {

    /** Of each kind; more are only counted. */
    private static final int MAX_LISTED = 1000;

    private int bySymbol;
    private final TreeSet<String> byVotes = new TreeSet<>();
    private final TreeSet<String> possible = new TreeSet<>();
    private final TreeSet<String> differences = new TreeSet<>();

    void matched(VoteProfile vote, VoteProfile recorded) {
        if (vote.hasSymbolOf(recorded)) {
            bySymbol++;
        } else {
            byVotes.add("%s is %s".formatted(vote, recorded));
        }
    }

    /** @param slug of the event that the vote may be */
    void possible(VoteProfile vote, VoteProfile recorded, String slug) {
        possible.add("%s may be %s: %s"
                .formatted(
                        vote,
                        slug,
                        vote.hasSymbolOf(recorded)
                                ? "the same symbol, but another month or other votes"
                                : "the same month and similar votes, but so have others, or too few members voted"));
    }

    void differences(List<VoteDifference> found) {
        found.forEach(difference -> differences.add(difference.toString()));
    }

    void add(IdentityReport part) {
        bySymbol += part.bySymbol;
        byVotes.addAll(part.byVotes);
        possible.addAll(part.possible);
        differences.addAll(part.differences);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int matched = bySymbol + byVotes.size();
        if (matched > 0) {
            lines.add("Also in another publication: %,d roll calls, found by symbol: %,d, by votes: %,d"
                    .formatted(matched, bySymbol, byVotes.size()));
            list(byVotes, lines);
        }
        if (!possible.isEmpty()) {
            lines.add("Possibly the same as recorded ones, but recorded as new: %,d roll calls"
                    .formatted(possible.size()));
            list(possible, lines);
        }
        if (!differences.isEmpty()) {
            lines.add("Stated differently by two publications, of which the first is shown: %,d votes"
                    .formatted(differences.size()));
            list(differences, lines);
        }
        return lines;
    }

    private static void list(TreeSet<String> items, List<String> lines) {
        items.stream().limit(MAX_LISTED).forEach(item -> lines.add("             " + item));
        if (items.size() > MAX_LISTED) {
            lines.add("             and %,d more".formatted(items.size() - MAX_LISTED));
        }
    }
}
