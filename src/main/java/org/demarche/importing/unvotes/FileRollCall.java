package org.demarche.importing.unvotes;

import java.util.TreeMap;

import org.demarche.model.PartialDate;
import org.demarche.stance.Position;

/** A roll call as files state it: what they do not state is null. */
final class FileRollCall {

    private static final byte NOBODY = 0;
    private static final Position[] POSITIONS = Position.values();

    private final int id;
    private final int session;
    private final PartialDate date;
    private final String symbol;
    private final String title;
    private final String summary;

    /** By slug; null when no file says which. */
    private final TreeMap<String, String> issues;

    /** By the voter's place: 0, or one more than the position's ordinal. A byte each, for they are a million. */
    private final byte[] votes;

    FileRollCall(
            int id,
            int session,
            PartialDate date,
            String symbol,
            String title,
            String summary,
            boolean issuesKnown,
            int voters) {
        this.id = id;
        this.session = session;
        this.date = date;
        this.symbol = symbol;
        this.title = title;
        this.summary = summary;
        this.issues = issuesKnown ? new TreeMap<>() : null;
        this.votes = new byte[voters];
    }

    int id() {
        return id;
    }

    /** The same in every version of the data, so that another import finds the event again. */
    String slug() {
        return "un-ga-roll-call-" + id;
    }

    int session() {
        return session;
    }

    /** As exactly as known: the year in which the session began when the file has none. */
    PartialDate date() {
        return date != null ? date : new PartialDate(Integer.toString(Sessions.firstYear(session)));
    }

    boolean isDated() {
        return date != null;
    }

    String symbol() {
        return symbol;
    }

    String title() {
        return title;
    }

    String summary() {
        return summary;
    }

    TreeMap<String, String> issues() {
        return issues;
    }

    Position vote(int voter) {
        return votes[voter] == NOBODY ? null : POSITIONS[votes[voter] - 1];
    }

    void vote(int voter, Position position) {
        votes[voter] = (byte) (position.ordinal() + 1);
    }

    int voteCount() {
        int count = 0;
        for (byte vote : votes) {
            count += vote == NOBODY ? 0 : 1;
        }
        return count;
    }
}
