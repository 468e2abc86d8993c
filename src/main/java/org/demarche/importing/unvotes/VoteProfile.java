package org.demarche.importing.unvotes;

import java.util.List;
import java.util.Objects;

import org.demarche.importing.unvotes.file.Body;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.Publication;
import org.demarche.importing.unvotes.file.Voters;
import org.demarche.model.PartialDate;
import org.demarche.model.ResolutionSymbol;
import org.demarche.stance.Position;
import org.demarche.stance.RecordedVote;

/**
 * What tells a vote from others: when it was taken, on what, and who voted how. Two profiles are equal only if they are the
 * same object.
 */
final class VoteProfile {

    private final Origin origin;
    private final Occasion occasion;
    private final byte[] votes;

    /**
     * @param publication the best of those that state the vote
     * @param number the number or id that it has there
     */
    record Origin(Publication publication, String number) {}

    /**
     * @param session null if it is not a regular session
     * @param symbol null if unknown
     * @param onPart whether an amendment or a paragraph was voted on
     * @param withoutVote whether the draft was adopted without a vote
     */
    record Occasion(
            Body body,
            Integer session,
            PartialDate date,
            ResolutionSymbol symbol,
            boolean onPart,
            boolean withoutVote) {}

    /** @param votes by the voter's index: see {@link #code} */
    VoteProfile(Origin origin, Occasion occasion, byte[] votes) {
        this.origin = origin;
        this.occasion = occasion;
        this.votes = votes;
    }

    static VoteProfile of(ParsedRollCall parsed, Voters voters) {
        byte[] votes = new byte[voters.count()];
        for (int voter = 0; voter < votes.length; voter++) {
            votes[voter] = code(parsed.vote(voter));
        }
        return of(MergedStatements.of(List.of(VoteStatement.of(parsed, null))), votes);
    }

    static VoteProfile of(MergedStatements stated, List<RecordedVote> recorded, Voters voters) {
        byte[] votes = new byte[voters.count()];
        recorded.forEach(vote -> voters.byKey(vote.country()).ifPresent(voter -> votes[voter] = code(vote.position())));
        return of(stated, votes);
    }

    private static VoteProfile of(MergedStatements stated, byte[] votes) {
        return new VoteProfile(
                new Origin(stated.best().publication(), stated.best().number()),
                new Occasion(
                        stated.body(),
                        stated.session(),
                        stated.date(),
                        stated.symbol(),
                        stated.isOnPart(),
                        stated.isWithoutVote()),
                votes);
    }

    /** An absence is no vote: publications list it or not. */
    static byte code(Position position) {
        return position == null || position == Position.ABSENT ? 0 : (byte) (position.ordinal() + 1);
    }

    Origin origin() {
        return origin;
    }

    Occasion occasion() {
        return occasion;
    }

    ResolutionSymbol symbol() {
        return occasion.symbol();
    }

    boolean hasSymbolOf(VoteProfile other) {
        return hasNumberOf(other)
                && Objects.equals(symbol().part(), other.symbol().part());
    }

    boolean hasNumberOf(VoteProfile other) {
        return symbol() != null && other.symbol() != null && symbol().hasNumberOf(other.symbol());
    }

    /** Whether both may be the same vote as far as body, session, month and kind say. */
    boolean mayBe(VoteProfile other) {
        return occasion.body() == other.occasion.body()
                && !occasion.onPart()
                && !other.occasion.onPart()
                && isNear(occasion.session(), other.occasion.session())
                && isSameMonth(other);
    }

    /** Whether the dates agree to the month, or to the year if one has no month. */
    boolean isSameMonth(VoteProfile other) {
        String date = occasion.date().toString();
        String otherDate = other.occasion.date().toString();
        int length = Math.min(Math.min(date.length(), otherDate.length()), "2026-01".length());
        return date.regionMatches(0, otherDate, 0, length);
    }

    Similarity similarity(VoteProfile other) {
        int common = 0;
        int different = 0;
        int single = 0;
        for (int voter = 0; voter < votes.length; voter++) {
            byte vote = votes[voter];
            byte otherVote = other.votes[voter];
            if (vote != 0 && otherVote != 0) {
                common++;
                different += vote == otherVote ? 0 : 1;
            } else if (vote != otherVote) {
                single++;
            }
        }
        return new Similarity(common, different, single);
    }

    /** Special sessions are counted with the regular session before or after them. */
    private static boolean isNear(Integer session, Integer other) {
        return session == null || other == null || Math.abs(session - other) <= 1;
    }

    @Override
    public String toString() {
        return "%s %s (%s, %s)"
                .formatted(
                        origin.publication(),
                        origin.number(),
                        symbol() == null ? "no symbol" : symbol().toString(),
                        occasion.date());
    }

    /**
     * How alike the votes of the members are.
     *
     * @param common the members that voted in both
     * @param different those of them that voted differently
     * @param single the members that voted in one only
     */
    record Similarity(int common, int different, int single) {

        /** A member that one publication lists as absent tells less than one that voted differently. */
        private static final double WEIGHT_OF_SINGLE = 0.25;

        double distance() {
            return different + WEIGHT_OF_SINGLE * single;
        }

        /** The share of common members that voted alike. */
        double agreement() {
            return common == 0 ? 0 : 1 - (double) different / common;
        }

        int all() {
            return common + single;
        }
    }
}
