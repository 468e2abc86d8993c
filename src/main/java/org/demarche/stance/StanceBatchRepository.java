package org.demarche.stance;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.UpsertResult.Outcome;
import org.demarche.database.sql.ReferenceChecks;
import org.demarche.database.sql.ReferenceChecks.Referenced;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;

/** Saves the stances of a record, thousands by a statement, in the same transaction as their events. */
@Singleton
public class StanceBatchRepository {

    private static final String STANCES = "unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])";

    private static final String STANCE =
            "(event_id, country_id, name, position, act, since, until, summary, quote, speaker, confidence";

    private static final String WANTED =
            "wanted as (select *, first_day(since) as since_day from " + STANCES + " as w" + STANCE + "))";

    private static final String CITATIONS = "unnest(?::int[], ?::bigint[], ?::int[]) as c(place, source_id, ordinal)";

    private static final String NUMBERED = "wanted as (select *, first_day(since) as since_day from " + STANCES
            + " with ordinality as w" + STANCE + ", place))";

    private static final String INSERT =
            "insert into stance (event_id, country_id, global_name, position, act, since, until,"
                    + " summary, quote, speaker, confidence) select w.event_id, w.country_id, %s, w.position, w.act, w.since, w.until,"
                    + " w.summary, w.quote, w.speaker, w.confidence from wanted w ";

    /** Null if another stance on the event has the name, by which it is found then. */
    private static final String FREE_NAME = "case when w.name is not null and not exists (select from stance o"
            + " where o.event_id = w.event_id"
            + " and coalesce(o.global_name, name_on_event(o.country_id, o.since_day)) = w.name) then w.name end";

    private static final String SAME =
            " s.event_id = w.event_id and s.country_id = w.country_id and s.since_day = w.since_day";

    /** @param drafts of events that have no stances yet */
    public Uni<Map<Outcome, Integer>> add(WriteBatch batch, List<StanceDraft> drafts) {
        if (drafts.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<Referenced> referenced = List.of(
                new Referenced("event", drafts.stream().map(StanceDraft::event).toList()),
                new Referenced(
                        "country", drafts.stream().map(StanceDraft::country).toList()),
                new Referenced(
                        "source",
                        drafts.stream()
                                .flatMap(draft -> draft.sources().stream())
                                .toList()));
        Sql sql = Sql.of(
                        "with " + NUMBERED + ", recorded as (" + INSERT.formatted("w.name")
                                + " order by w.place returning id, event_id, country_id, since_day)",
                        columns(drafts))
                .add(
                        " insert into stance_source (stance_id, source_id, ordinal) select recorded.id, c.source_id, c.ordinal"
                                + " from recorded join wanted using (event_id, country_id, since_day) join "
                                + CITATIONS + " on c.place = wanted.place",
                        citations(drafts));
        return ReferenceChecks.once(batch, referenced, () -> batch.update(sql))
                .replaceWith(Map.of(Outcome.RECORDED, drafts.size()));
    }

    /**
     * Records the stances that are new and revises those that differ.
     *
     * @param drafts no two of one country and event that begin on the same day
     */
    public Uni<Map<Outcome, Integer>> save(WriteBatch batch, List<StanceDraft> drafts) {
        if (drafts.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Object[] columns = columns(drafts);
        return batch.list(
                        Sql.of(
                                "with " + WANTED
                                        + ", revised as (update stance s set position = w.position, act = w.act,"
                                        + " since = w.since, until = w.until, summary = w.summary, quote = w.quote,"
                                        + " speaker = w.speaker, confidence = w.confidence, revision = s.revision + 1,"
                                        + " revised_at = now() from wanted w where" + SAME
                                        + " and (s.position, s.act, s.since, s.until, s.summary, s.quote, s.speaker, s.confidence)"
                                        + " is distinct from"
                                        + " (w.position, w.act, w.since, w.until, w.summary, w.quote, w.speaker, w.confidence)"
                                        + " returning s.id), recorded as (" + INSERT.formatted(FREE_NAME)
                                        + " where not exists (select from stance s where" + SAME + ") returning id)"
                                        + " select id, true from recorded union all select id, false from revised",
                                columns),
                        row -> Map.entry(row.getLong(0), row.getBoolean(1)))
                .chain(written -> recited(batch, drafts, columns).chain(recited -> {
                    Set<Long> changed = new HashSet<>();
                    written.forEach(entry -> changed.add(entry.getKey()));
                    int recorded =
                            (int) written.stream().filter(Map.Entry::getValue).count();
                    List<Long> revised = recited.stream()
                            .filter(key -> !changed.contains(key))
                            .toList();
                    return cite(batch, drafts, columns, recited, revised)
                            .replaceWith(outcomes(recorded, changed.size() - recorded + revised.size(), drafts.size()));
                }));
    }

    /** The keys of the stances that cite other sources, or in another order. */
    private static Uni<List<Long>> recited(WriteBatch batch, List<StanceDraft> drafts, Object[] columns) {
        Sql sql = Sql.of("with " + NUMBERED, columns)
                .add(
                        ", cited as (select c.place, array_agg(c.source_id order by c.ordinal) as sources from "
                                + CITATIONS + " group by c.place)",
                        citations(drafts))
                .add(" select s.id from wanted w join stance s on" + SAME + " join cited on cited.place = w.place"
                        + " where cited.sources is distinct from array(select ss.source_id from stance_source ss"
                        + " where ss.stance_id = s.id order by ss.ordinal)");
        return batch.list(sql, row -> row.getLong(0));
    }

    private static Uni<Void> cite(
            WriteBatch batch, List<StanceDraft> drafts, Object[] columns, List<Long> recited, List<Long> revised) {
        if (recited.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Object keys = recited.toArray(Long[]::new);
        return batch.update(Sql.of("delete from stance_source where stance_id = any(?)", keys))
                .chain(() -> batch.update(Sql.of("with " + NUMBERED, columns)
                        .add(
                                " insert into stance_source (stance_id, source_id, ordinal)"
                                        + " select s.id, c.source_id, c.ordinal from wanted w join stance s on" + SAME
                                        + " join " + CITATIONS + " on c.place = w.place",
                                citations(drafts))
                        .add(" where s.id = any(?)", keys)))
                .chain(() -> batch.update(Sql.of(
                        "update stance set revision = revision + 1, revised_at = now() where id = any(?)",
                        (Object) revised.toArray(Long[]::new))))
                .replaceWithVoid();
    }

    private static Map<Outcome, Integer> outcomes(int recorded, int revised, int all) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        outcomes.put(Outcome.RECORDED, recorded);
        outcomes.put(Outcome.REVISED, revised);
        outcomes.put(Outcome.UNCHANGED, all - recorded - revised);
        return outcomes;
    }

    private static Object[] columns(List<StanceDraft> drafts) {
        return new Object[] {
            drafts.stream().map(StanceDraft::event).toArray(Long[]::new),
            drafts.stream().map(StanceDraft::country).toArray(Long[]::new),
            texts(drafts, StanceDraft::globalName),
            texts(drafts, StanceDraft::position),
            texts(drafts, StanceDraft::act),
            texts(drafts, StanceDraft::since),
            texts(drafts, StanceDraft::until),
            texts(drafts, StanceDraft::summary),
            texts(drafts, StanceDraft::quote),
            texts(drafts, StanceDraft::speaker),
            texts(drafts, StanceDraft::confidence)
        };
    }

    /** Enum constants have the names of the values in the table. */
    private static String[] texts(List<StanceDraft> drafts, Function<StanceDraft, ?> value) {
        return drafts.stream()
                .map(value)
                .map(found -> found == null ? null : found.toString())
                .toArray(String[]::new);
    }

    /** The place of the draft, the source and its place among those of the draft, for each source of each draft. */
    private static Object[] citations(List<StanceDraft> drafts) {
        int count = drafts.stream().mapToInt(draft -> draft.sources().size()).sum();
        Integer[] places = new Integer[count];
        Long[] sources = new Long[count];
        Integer[] ordinals = new Integer[count];
        int row = 0;
        for (int place = 0; place < drafts.size(); place++) {
            List<Long> cited = drafts.get(place).sources();
            for (int ordinal = 0; ordinal < cited.size(); ordinal++) {
                places[row] = place + 1;
                sources[row] = cited.get(ordinal);
                ordinals[row] = ordinal;
                row++;
            }
        }
        return new Object[] {places, sources, ordinals};
    }
}
