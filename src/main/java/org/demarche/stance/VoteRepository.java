package org.demarche.stance;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;
import org.demarche.model.PartialDate;

/** Writes votes in bulk, as stances with the act VOTE, in the same transaction as their events. */
@Singleton
public class VoteRepository {

    /** The number of new votes and of changed ones. */
    public record Outcome(int recorded, int revised) {}

    /**
     * A recorded vote stays the same stance when its position or day is corrected. Nothing is deleted. A country with
     * several recorded votes on the event is left unchanged.
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
     * Moves the votes on events whose date has changed, also those that no file lists any more.
     *
     * @param events their keys
     * @param before the old date of each
     * @param after its new date
     * @return how many votes were moved
     */
    public Uni<Integer> redate(WriteBatch batch, List<Long> events, List<PartialDate> before, List<PartialDate> after) {
        return batch.update(Sql.of(
                "update stance s set since = moved.after, revision = s.revision + 1, revised_at = now()"
                        + " from unnest(?::bigint[], ?::text[], ?::text[]) as moved(event_id, before, after)"
                        + " where s.event_id = moved.event_id and s.act = 'VOTE' and s.since = moved.before"
                        + " and first_day(moved.after) <= s.until_day and not exists (select from stance other"
                        + " where other.event_id = s.event_id and other.country_id = s.country_id and other.id <> s.id"
                        + " and other.since_day = first_day(moved.after))",
                events.toArray(Long[]::new),
                before.stream().map(PartialDate::toString).toArray(String[]::new),
                after.stream().map(PartialDate::toString).toArray(String[]::new)));
    }

    /**
     * Replaces the sources of an event's votes that the event itself no longer cites.
     *
     * @param event its key
     * @param replaced the key of each old source and that of its replacement
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
