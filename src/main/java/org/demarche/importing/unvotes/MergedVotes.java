package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.demarche.importing.unvotes.file.Publication;
import org.demarche.importing.unvotes.file.Voters;
import org.demarche.model.PartialDate;
import org.demarche.stance.Position;
import org.demarche.stance.RecordedVote;
import org.demarche.stance.VoteBatch;
import org.demarche.stance.VoteMove;

/**
 * The votes on an event as all publications state them: for each member, the vote cast that the best publication lists. An
 * absence counts only if no publication lists a vote. It does not depend on the order in which they were imported.
 */
final class MergedVotes {

    private final VoteEvent event;
    private final long key;
    private final Voters voters;
    private final PartialDate date;

    /** By the voter's index. */
    private final Map<Integer, Vote> votes = new TreeMap<>();

    private final List<VoteMove> moves = new ArrayList<>();
    private final List<VoteDifference> differences = new ArrayList<>();

    /** @param cited the key of the source that the recorded vote cites; null if it is not recorded */
    private record Vote(Position position, Publication publication, Long cited) {

        boolean isCast() {
            return position != Position.ABSENT;
        }

        /** The academic publication lists absences as such; that of the library may have other reasons. */
        boolean yieldsTo(Vote other) {
            if (publication == other.publication) {
                return other.isCast() || !isCast() || publication == Publication.ACADEMIC;
            }
            return isCast() == other.isCast() ? publication.compareTo(other.publication) < 0 : other.isCast();
        }
    }

    /**
     * @param key of the event
     * @param recorded the recorded votes on it; not needed unless {@link VoteEvent#mergesVotes}
     */
    MergedVotes(VoteEvent event, long key, Voters voters, List<RecordedVote> recorded) {
        this.event = event;
        this.key = key;
        this.voters = voters;
        this.date = event.date();
        Map<Long, Publication> publications = event.publicationsBySource();
        for (RecordedVote vote : recorded) {
            Long source = vote.sources().stream()
                    .filter(publications::containsKey)
                    .findFirst()
                    .orElse(null);
            Publication publication = source == null ? event.incoming().publication() : publications.get(source);
            voters.byKey(vote.country())
                    .ifPresent(voter -> addRecorded(voter, vote, new Vote(vote.position(), publication, source)));
        }
        for (int voter = 0; voter < voters.count(); voter++) {
            Position position = event.incoming().vote(voter);
            if (position != null) {
                addIncoming(seat(voter), new Vote(position, event.incoming().publication(), null));
            }
        }
    }

    boolean isOfNewEvent() {
        return event.recorded() == null;
    }

    /** Votes that are recorded for the country that held the seat before or after that day. To be done first. */
    List<VoteMove> moves() {
        return moves;
    }

    /** The votes that another publication states differently. */
    List<VoteDifference> differences() {
        return differences;
    }

    void addTo(VoteBatch batch) {
        Map<Publication, Long> sources = new TreeMap<>();
        event.after().all().stream()
                .filter(statement -> statement.source() != null)
                .forEach(statement -> sources.put(statement.publication(), statement.source()));
        votes.forEach((voter, vote) -> batch.add(
                key,
                voters.at(voter).key(),
                vote.position,
                date,
                sources.getOrDefault(vote.publication, event.stated().source()),
                vote.cited));
    }

    private void addRecorded(int voter, RecordedVote recorded, Vote vote) {
        int seat = seat(voter);
        if (seat != voter) {
            moves.add(new VoteMove(
                    recorded.event(), recorded.country(), voters.at(seat).key()));
        }
        votes.merge(seat, vote, (one, other) -> one.yieldsTo(other) ? other : one);
    }

    private void addIncoming(int voter, Vote vote) {
        Vote earlier = votes.get(voter);
        if (earlier == null) {
            votes.put(voter, vote);
            return;
        }
        boolean replaced = earlier.yieldsTo(vote);
        if (earlier.publication != vote.publication
                && earlier.isCast()
                && vote.isCast()
                && earlier.position != vote.position) {
            differences.add(replaced ? difference(voter, vote, earlier) : difference(voter, earlier, vote));
        }
        if (replaced) {
            votes.put(voter, new Vote(vote.position, vote.publication, earlier.cited));
        }
    }

    private VoteDifference difference(int voter, Vote shown, Vote other) {
        return new VoteDifference(
                event.after().name(),
                voters.at(voter).englishName(),
                shown.position,
                shown.publication,
                other.position,
                other.publication);
    }

    /** The voter that held the seat on the day of the event; the publication of the vote may have known the month only. */
    private int seat(int voter) {
        return voters.seatHolder(voters.at(voter).getCode(), date).orElse(voter);
    }
}
