package org.demarche.importing.unvotes;

import java.util.TreeMap;

import org.demarche.model.PartialDate;
import org.demarche.stance.Position;

/** A roll call as the files state it: what they do not state is null. */
final class ParsedRollCall {

    private static final byte NO_VOTE = 0;
    private static final Position[] POSITIONS = Position.values();

    private final int id;
    private final int session;
    private final PartialDate date;
    private final String symbol;
    private final String title;
    private final String summary;

    /** Names by slug; null when no file lists issues. */
    private final TreeMap<String, String> issues;

    /** By the voter's index: 0, or the position's ordinal plus one. One byte each, because there are a million. */
    private final byte[] votes;

    ParsedRollCall(
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

    /** The same in every version of the data, so that a later import finds the event again. */
    String slug() {
        return "un-ga-roll-call-" + id;
    }

    int session() {
        return session;
    }

    /** As precisely as known: without a date in the file, the year in which the session began. */
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
        return votes[voter] == NO_VOTE ? null : POSITIONS[votes[voter] - 1];
    }

    void vote(int voter, Position position) {
        votes[voter] = (byte) (position.ordinal() + 1);
    }

    int voteCount() {
        int count = 0;
        for (byte vote : votes) {
            count += vote == NO_VOTE ? 0 : 1;
        }
        return count;
    }
}
