package org.demarche.stance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.demarche.database.UpsertResult.Outcome;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.TransactionSql;

/** Saves stances of a record that have no words of their own, thousands by a statement. */
@Singleton
public class StanceBatchRepository {

    private static final int BATCH = 5000;

    private static final String ROWS = """
            json_to_recordset(cast(cast(?1 as text) as json)) as w(event_id bigint, country_id bigint, position text, act text,
                since text, until text, confidence text, sources text)""";

    private static final String KEYS = "any(cast(string_to_array(?1, ',') as bigint[]))";

    private static final String SAVE = """
            with saved as (
                insert into stance as s (event_id, country_id, position, act, since, until, confidence)
                select w.event_id, w.country_id, w.position, w.act, w.since, w.until, w.confidence from\s""" + ROWS + """

                on conflict (event_id, country_id, since_day) do update
                set position = excluded.position, act = excluded.act, since = excluded.since, until = excluded.until,
                    summary = null, quote = null, speaker = null, confidence = excluded.confidence,
                    revision = s.revision + 1, revised_at = now()
                where (s.position, s.act, s.since, s.until, s.confidence)
                        is distinct from (excluded.position, excluded.act, excluded.since, excluded.until, excluded.confidence)
                    or s.summary is not null or s.quote is not null or s.speaker is not null
                returning s.id, s.xmax = 0 as is_new)
            select id, is_new from saved""";

    private static final String JOINED = " from " + ROWS + " join stance s on s.event_id = w.event_id"
            + " and s.country_id = w.country_id and s.since_day = first_day(w.since)";

    private static final String CITING_OTHERS = "select s.id" + JOINED
            + " where w.sources is distinct from (select string_agg(cast(ss.source_id as text), ',' order by ss.ordinal)"
            + " from stance_source ss where ss.stance_id = s.id)";

    private static final String CITE = "insert into stance_source (stance_id, source_id, ordinal)"
            + " select s.id, cast(c.source as bigint), c.place - 1" + JOINED
            + " cross join lateral unnest(string_to_array(w.sources, ',')) with ordinality as c(source, place)"
            + " where s.id = any(cast(string_to_array(?2, ',') as bigint[]))";

    /**
     * Records the stances that are new and revises those that differ. Call inside a {@link WriteTransaction}.
     *
     * @param drafts without summary, quote and speaker, and no two of one country and event that begin on the same day
     */
    public Uni<Map<Outcome, Integer>> save(List<StanceDraft> drafts) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        List<List<StanceDraft>> batches = new ArrayList<>();
        for (int from = 0; from < drafts.size(); from += BATCH) {
            batches.add(drafts.subList(from, Math.min(drafts.size(), from + BATCH)));
        }
        return Multi.createFrom()
                .iterable(batches)
                .onItem()
                .transformToUniAndConcatenate(batch -> saveBatch(batch, outcomes))
                .collect()
                .last()
                .replaceWith(outcomes);
    }

    private static Uni<Void> saveBatch(List<StanceDraft> batch, Map<Outcome, Integer> outcomes) {
        String json = TransactionSql.json(
                batch.stream().map(StanceBatchRepository::row).toList());
        return TransactionSql.rows(SAVE, json)
                .chain(saved -> TransactionSql.rows(CITING_OTHERS, json).chain(citing -> {
                    Set<Long> changed = new HashSet<>();
                    int recorded = 0;
                    for (Object row : saved) {
                        changed.add((Long) ((Object[]) row)[0]);
                        recorded += (boolean) ((Object[]) row)[1] ? 1 : 0;
                    }
                    List<Long> recited = citing.stream().map(Long.class::cast).toList();
                    List<Long> revised = recited.stream()
                            .filter(key -> !changed.contains(key))
                            .toList();
                    int revisions = changed.size() - recorded + revised.size();
                    outcomes.merge(Outcome.RECORDED, recorded, Integer::sum);
                    outcomes.merge(Outcome.REVISED, revisions, Integer::sum);
                    outcomes.merge(Outcome.UNCHANGED, batch.size() - recorded - revisions, Integer::sum);
                    return cite(json, recited, revised);
                }));
    }

    private static Uni<Void> cite(String json, List<Long> recited, List<Long> revised) {
        if (recited.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String keys = TransactionSql.keys(recited);
        return TransactionSql.update("delete from stance_source where stance_id = " + KEYS, keys)
                .chain(() -> TransactionSql.update(CITE, json, keys))
                .chain(() -> TransactionSql.update(
                        "update stance set revision = revision + 1, revised_at = now() where id = " + KEYS,
                        TransactionSql.keys(revised)))
                .replaceWithVoid();
    }

    private static Map<String, Object> row(StanceDraft draft) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("event_id", draft.event());
        row.put("country_id", draft.country());
        row.put("position", draft.position().name());
        row.put("act", draft.act().name());
        row.put("since", draft.since().toString());
        row.put("until", draft.until() == null ? null : draft.until().toString());
        row.put("confidence", draft.confidence().name());
        row.put("sources", TransactionSql.keys(draft.sources()));
        return row;
    }
}
