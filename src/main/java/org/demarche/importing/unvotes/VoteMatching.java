package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.demarche.importing.unvotes.VoteProfile.Similarity;
import org.demarche.importing.unvotes.file.Publication;

/**
 * Finds the votes of one publication among those that others have stated.
 *
 * <ol>
 *   <li>By symbol: the same symbol and month, and the members that voted in both voted alike. If several have the symbol,
 *       the most similar.
 *   <li>By votes, where one of them has no symbol or only the letters differ: the same session and month, and votes so
 *       similar that every other candidate is clearly worse, for either of the two.
 * </ol>
 *
 * Neither the day nor the tally decides: the day is often unknown and the tally differs by late corrections. Votes on
 * amendments and paragraphs never match. The result does not depend on the order of the lists, nor on which of them was
 * recorded first.
 */
final class VoteMatching {

    /** The share of common members that may have voted differently. Corrections change a vote or two, another motion many. */
    private static final double MAX_DIFFERENT_WITH_SYMBOL = 0.1;

    /** The share of common members that must have voted alike where the votes alone decide. */
    private static final double MIN_AGREEMENT = 0.95;

    /** In members. A candidate is clearly worse if so many more voted differently. */
    private static final double MIN_MARGIN = 2;

    /** The margin grows with the number of members. */
    private static final double MIN_MARGIN_SHARE = 0.02;

    /** Below it, votes say nothing. */
    private static final int MIN_COMMON = 5;

    private final List<VoteProfile> incoming;
    private final List<VoteProfile> recorded;
    private final Map<VoteProfile, VoteProfile> matches = new IdentityHashMap<>();
    private final Map<VoteProfile, VoteProfile> takenBy = new IdentityHashMap<>();

    private VoteMatching(List<VoteProfile> incoming, List<VoteProfile> recorded) {
        this.incoming = incoming;
        this.recorded = recorded;
    }

    /**
     * @param incoming of one publication
     * @param recorded none of which that publication has stated
     */
    static VoteMatching of(List<VoteProfile> incoming, List<VoteProfile> recorded) {
        VoteMatching matching = new VoteMatching(incoming, recorded);
        matching.matchBySymbol();
        while (matching.matchByVotes()) {
            // A match leaves fewer candidates to the others.
        }
        return matching;
    }

    /** The recorded vote that the incoming one is; empty if it is a new one. */
    Optional<VoteProfile> match(VoteProfile vote) {
        return Optional.ofNullable(matches.get(vote));
    }

    /** For a vote without a match: the recorded vote that it may be nevertheless. */
    Optional<VoteProfile> possibleMatch(VoteProfile vote) {
        return free(recorded, takenBy).stream()
                .filter(other -> isPossible(vote, other))
                .min(Comparator.comparing((VoteProfile other) -> !vote.hasSymbolOf(other))
                        .thenComparing(other -> vote.similarity(other).distance())
                        .thenComparing(BY_NUMBER));
    }

    private static final Comparator<VoteProfile> BY_NUMBER = Comparator.comparing(
                    (VoteProfile vote) -> vote.origin().number().length())
            .thenComparing(vote -> vote.origin().number());

    private record Pair(VoteProfile vote, VoteProfile other, double distance) {}

    private void matchBySymbol() {
        List<Pair> pairs = new ArrayList<>();
        for (VoteProfile vote : incoming) {
            for (VoteProfile other : recorded) {
                if (vote.hasSymbolOf(other) && vote.mayBe(other) && isConfirmed(vote, other)) {
                    pairs.add(new Pair(vote, other, vote.similarity(other).distance()));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::distance)
                .thenComparing(Pair::other, BY_NUMBER)
                .thenComparing(Pair::vote, BY_NUMBER));
        pairs.forEach(this::matchIfFree);
    }

    private void matchIfFree(Pair pair) {
        if (!matches.containsKey(pair.vote) && !takenBy.containsKey(pair.other)) {
            matches.put(pair.vote, pair.other);
            takenBy.put(pair.other, pair.vote);
        }
    }

    /** @return whether anything was found */
    private boolean matchByVotes() {
        List<VoteProfile> free = free(recorded, takenBy);
        List<Pair> found = new ArrayList<>();
        for (VoteProfile vote : free(incoming, matches)) {
            clearlyBest(vote, free)
                    .filter(best -> clearlyBest(best, free(incoming, matches))
                            .filter(back -> back == vote)
                            .isPresent())
                    .ifPresent(best -> found.add(new Pair(vote, best, 0)));
        }
        found.forEach(this::matchIfFree);
        return !found.isEmpty();
    }

    private static Optional<VoteProfile> clearlyBest(VoteProfile vote, List<VoteProfile> candidates) {
        VoteProfile best = null;
        double bestDistance = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (VoteProfile other : candidates) {
            if (vote.mayBe(other) && isComparable(vote, other)) {
                double distance = vote.similarity(other).distance();
                second = Math.min(second, Math.max(distance, bestDistance));
                best = distance < bestDistance ? other : best;
                bestDistance = Math.min(distance, bestDistance);
            }
        }
        if (best == null || !isAlike(vote.similarity(best))) {
            return Optional.empty();
        }
        double margin =
                Math.max(MIN_MARGIN, MIN_MARGIN_SHARE * vote.similarity(best).all());
        return second - bestDistance >= margin ? Optional.of(best) : Optional.empty();
    }

    /** Whether the symbols do not contradict, and there are votes to compare. */
    private static boolean isComparable(VoteProfile vote, VoteProfile other) {
        return (vote.symbol() == null || other.symbol() == null || vote.hasNumberOf(other))
                && !vote.occasion().withoutVote()
                && !other.occasion().withoutVote();
    }

    private static boolean isAlike(Similarity similarity) {
        return similarity.common() >= MIN_COMMON
                && 2 * similarity.common() >= similarity.all()
                && similarity.agreement() >= MIN_AGREEMENT;
    }

    /**
     * The academic publication has also votes on motions under the symbol of a resolution that was adopted without a vote.
     * The United Nations' own publications mean the adoption.
     */
    private static boolean isConfirmed(VoteProfile vote, VoteProfile other) {
        Similarity similarity = vote.similarity(other);
        if (similarity.common() == 0) {
            return vote.origin().publication() != Publication.ACADEMIC
                    && other.origin().publication() != Publication.ACADEMIC;
        }
        return similarity.different() < similarity.common()
                && similarity.different() <= Math.max(1, MAX_DIFFERENT_WITH_SYMBOL * similarity.common());
    }

    private static boolean isPossible(VoteProfile vote, VoteProfile other) {
        if (vote.occasion().onPart() || other.occasion().onPart()) {
            return false;
        }
        return vote.hasSymbolOf(other)
                || vote.mayBe(other) && isComparable(vote, other) && isAlike(vote.similarity(other));
    }

    private static List<VoteProfile> free(List<VoteProfile> votes, Map<VoteProfile, VoteProfile> taken) {
        return votes.stream().filter(vote -> !taken.containsKey(vote)).toList();
    }
}
