package org.demarche.stance;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.ReferenceChecks;
import org.demarche.database.sql.ReferenceChecks.Referenced;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;

/** Writes votes in bulk, as stances with the act VOTE, in the same transaction as their events. */
@Singleton
public class VoteRepository {

    private static final String VOTES = "?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[]";
    private static final String VOTE = "vote(event_id, country_id, position, since, source_id)";

    private static final String INSERT = "insert into stance (event_id, country_id, position, act, since, confidence)"
            + " select vote.event_id, vote.country_id, vote.position, 'VOTE', vote.since, 'CONFIRMED'";

    /** The number of new votes and of changed ones. */
    public record Outcome(int recorded, int revised) {

        public Outcome plus(Outcome other) {
            return new Outcome(recorded + other.recorded, revised + other.revised);
        }
    }

    /** Adds votes on events that have none. */
    public Uni<Outcome> add(WriteBatch batch, VoteBatch votes) {
        if (votes.size() == 0) {
            return Uni.createFrom().item(new Outcome(0, 0));
        }
        List<Referenced> referenced = List.of(
                new Referenced("event", votes.events),
                new Referenced("country", votes.countries),
                new Referenced("source", votes.sources));
        return ReferenceChecks.once(
                        batch,
                        referenced,
                        () -> batch.update(Sql.of(
                                "with vote as (select * from unnest(" + VOTES + ") as " + VOTE + "), recorded as ("
                                        + INSERT + " from vote returning id, event_id, country_id)"
                                        + " insert into stance_source (stance_id, source_id, ordinal)"
                                        + " select recorded.id, vote.source_id, 0"
                                        + " from recorded join vote using (event_id, country_id)",
                                columns(votes))))
                .map(recorded -> new Outcome(recorded, 0));
    }

    /**
     * Adds and corrects votes on recorded events. A recorded vote stays the same stance when its position or day is corrected.
     * Nothing is deleted. A country with several recorded votes on the event is left unchanged.
     */
    public Uni<Outcome> save(WriteBatch batch, VoteBatch votes) {
        if (votes.size() == 0) {
            return Uni.createFrom().item(new Outcome(0, 0));
        }
        Sql sql = Sql.of(
                "with vote as (select * from unnest(" + VOTES + ") as " + VOTE + "),"
                        + " revised as (update stance s set position = vote.position, since = vote.since,"
                        + " revision = s.revision + 1, revised_at = now() from vote"
                        + " where s.event_id = vote.event_id and s.country_id = vote.country_id and s.act = 'VOTE'"
                        + " and (s.position, s.since) is distinct from (vote.position, vote.since)"
                        + " and (select count(*) from stance other where other.event_id = s.event_id"
                        + " and other.country_id = s.country_id and other.act = 'VOTE') = 1 returning s.id),"
                        + " recorded as (" + INSERT
                        + " from vote where not exists (select from stance s where s.event_id = vote.event_id"
                        + " and s.country_id = vote.country_id and s.act = 'VOTE') returning id)"
                        + " select (select count(*) from recorded)::int as recorded,"
                        + " (select count(*) from revised)::int as revised",
                columns(votes));
        return batch.list(sql, row -> new Outcome(row.getInteger("recorded"), row.getInteger("revised")))
                .map(outcomes -> outcomes.get(0))
                .call(outcome -> outcome.recorded() == 0 ? Uni.createFrom().voidItem() : citeFirst(batch, votes));
    }

    /**
     * Gives sources to votes that have none. A separate statement, which looks up each vote: in almost empty tables
     * PostgreSQL expects that hardly any vote is new, and would compare each new one with all others.
     */
    private Uni<Integer> citeFirst(WriteBatch batch, VoteBatch votes) {
        return batch.update(Sql.of(
                "insert into stance_source (stance_id, source_id, ordinal) select s.id, vote.source_id, 0"
                        + " from unnest(" + VOTES + ") as " + VOTE + " cross join lateral"
                        + " (select s.id from stance s where s.event_id = vote.event_id and s.country_id = vote.country_id"
                        + " and s.act = 'VOTE' offset 0) s"
                        + " where not exists (select from stance_source ss where ss.stance_id = s.id)",
                columns(votes)));
    }

    private static Object[] columns(VoteBatch votes) {
        return new Object[] {
            votes.events.toArray(Long[]::new),
            votes.countries.toArray(Long[]::new),
            votes.positions.toArray(String[]::new),
            votes.dates.toArray(String[]::new),
            votes.sources.toArray(Long[]::new)
        };
    }

    /** Replaces the sources that recorded votes cite. */
    public Uni<Integer> cite(WriteBatch batch, VoteBatch votes) {
        if (votes.size() == 0) {
            return Uni.createFrom().item(0);
        }
        return batch.update(Sql.of(
                "update stance_source ss set source_id = w.source_id from stance s,"
                        + " unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])"
                        + " as w(event_id, country_id, source_id, cited)"
                        + " where w.cited <> w.source_id and s.event_id = w.event_id and s.country_id = w.country_id"
                        + " and s.act = 'VOTE' and ss.stance_id = s.id and ss.source_id = w.cited and not exists"
                        + " (select from stance_source o where o.stance_id = s.id and o.source_id = w.source_id)",
                votes.events.toArray(Long[]::new),
                votes.countries.toArray(Long[]::new),
                votes.sources.toArray(Long[]::new),
                votes.cited.toArray(Long[]::new)));
    }

    /** The recorded votes, by event. */
    public Uni<Map<Long, List<RecordedVote>>> recorded(WriteBatch batch, Collection<Long> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return batch.list(
                        Sql.of(
                                "select s.event_id, s.country_id, s.position, array(select ss.source_id from stance_source ss"
                                        + " where ss.stance_id = s.id order by ss.ordinal) from stance s"
                                        + " where s.event_id = any(?) and s.act = 'VOTE' order by s.id",
                                (Object) events.toArray(Long[]::new)),
                        row -> new RecordedVote(
                                row.getLong(0),
                                row.getLong(1),
                                Position.valueOf(row.getString(2)),
                                List.of(row.getArrayOfLongs(3))))
                .map(found -> found.stream().collect(Collectors.groupingBy(RecordedVote::event)));
    }

    /** Gives votes to other countries. A country that has a vote on the event keeps its own. */
    public Uni<Void> move(WriteBatch batch, List<VoteMove> moves) {
        if (moves.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Object events = moves.stream().map(VoteMove::event).toArray(Long[]::new);
        Object from = moves.stream().map(VoteMove::from).toArray(Long[]::new);
        Object to = moves.stream().map(VoteMove::to).toArray(Long[]::new);
        String moved = " from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as w(event_id, from_id, to_id)";
        String condition = " where s.event_id = w.event_id and s.country_id = w.from_id and s.act = 'VOTE'";
        return batch.update(Sql.of(
                        "update stance s set country_id = w.to_id, revision = s.revision + 1, revised_at = now()"
                                + moved + condition
                                + " and not exists (select from stance other where other.event_id = w.event_id"
                                + " and other.country_id = w.to_id"
                                + " and (other.act = 'VOTE' or other.since_day = s.since_day))",
                        events,
                        from,
                        to))
                .chain(() -> batch.update(Sql.of(
                        "delete from stance s using" + moved.substring(" from".length()) + condition,
                        events,
                        from,
                        to)))
                .replaceWithVoid();
    }
}
