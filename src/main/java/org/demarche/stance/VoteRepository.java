package org.demarche.stance;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;

/** Many votes at once, as stances by VOTE, within a transaction that also holds their events. */
@ApplicationScoped
public class VoteRepository {

    /** How many votes were new, and how many are now others than before. */
    public record Outcome(int recorded, int revised) {}

    /**
     * A vote that is recorded stays one stance, whatever position or day it is corrected to. Nothing is removed, and a
     * country of which someone has recorded several votes on the event is left alone.
     */
    public Uni<Outcome> save(WriteBatch batch, VoteBatch votes) {
        Sql sql = Sql.of(
                "with vote as (select * from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[])"
                        + " as vote(event_id, country_id, position, since, source_id)),"
                        + " revised as (update stance s set position = vote.position, since = vote.since,"
                        + " revision = s.revision + 1, revised_at = now() from vote"
                        + " where s.event_id = vote.event_id and s.country_id = vote.country_id and s.act = 'VOTE'"
                        + " and (s.position, s.since) is distinct from (vote.position, vote.since)"
                        + " and (select count(*) from stance other where other.event_id = s.event_id"
                        + " and other.country_id = s.country_id and other.act = 'VOTE') = 1 returning s.id),"
                        + " recorded as (insert into stance (event_id, country_id, position, act, since, confidence)"
                        + " select vote.event_id, vote.country_id, vote.position, 'VOTE', vote.since, 'CONFIRMED'"
                        + " from vote where not exists (select from stance s where s.event_id = vote.event_id"
                        + " and s.country_id = vote.country_id and s.act = 'VOTE')"
                        + " returning id, event_id, country_id),"
                        + " cited as (insert into stance_source (stance_id, source_id, ordinal)"
                        + " select recorded.id, vote.source_id, 0 from recorded join vote using (event_id, country_id))"
                        + " select (select count(*) from recorded)::int as recorded,"
                        + " (select count(*) from revised)::int as revised",
                votes.events.toArray(Long[]::new),
                votes.countries.toArray(Long[]::new),
                votes.positions.toArray(String[]::new),
                votes.dates.toArray(String[]::new),
                votes.sources.toArray(Long[]::new));
        return batch.list(sql, row -> new Outcome(row.getInteger("recorded"), row.getInteger("revised")))
                .map(outcomes -> outcomes.get(0));
    }

    /**
     * Lets the votes on events cite another source where they cite the one that the event itself no longer does.
     *
     * @param event its key
     * @param replaced the sources' keys: the new by the old
     */
    public Uni<Integer> cite(WriteBatch batch, long event, Map<Long, Long> replaced) {
        return batch.update(Sql.of(
                "update stance_source ss set source_id = w.new_id from stance s,"
                        + " unnest(?::bigint[], ?::bigint[]) as w(old_id, new_id)"
                        + " where s.event_id = ? and s.act = 'VOTE' and ss.stance_id = s.id and ss.source_id = w.old_id",
                replaced.keySet().toArray(Long[]::new),
                replaced.values().toArray(Long[]::new),
                event));
    }
}
