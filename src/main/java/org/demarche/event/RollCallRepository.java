package org.demarche.event;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.database.UpsertResult;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;
import org.demarche.model.PartialDate;
import org.demarche.model.SortKey;

/** Reads and writes roll calls in bulk, in the same transaction as their votes. */
@Singleton
public class RollCallRepository {

    /** A recorded roll call and its key. */
    public record Recorded(long key, RollCall rollCall) {}

    private static final String SELECT = "select e.id, e.global_name, e.slug, e.symbol, e.title, e.summary, e.date,"
            + " array(select et.topic_id from event_topic et where et.event_id = e.id order by 1) as topics,"
            + " array(select es.source_id from event_source es where es.event_id = e.id order by es.ordinal) as sources"
            + " from event e";

    /** The recorded roll calls, by slug. */
    public Uni<Map<String, Recorded>> bySlug(WriteBatch batch, Collection<String> slugs) {
        return list(batch, Sql.of(SELECT + " where e.slug = any(?)", (Object) slugs.toArray(String[]::new)))
                .map(found -> found.stream()
                        .collect(
                                Collectors.toMap(recorded -> recorded.rollCall().slug(), Function.identity())));
    }

    /** The recorded roll calls, by key. */
    public Uni<Map<Long, Recorded>> byKey(WriteBatch batch, Collection<Long> keys) {
        return list(batch, Sql.byKeys(SELECT, "e.id", keys))
                .map(found -> found.stream().collect(Collectors.toMap(Recorded::key, Function.identity())));
    }

    private static Uni<List<Recorded>> list(WriteBatch batch, Sql sql) {
        return batch.list(sql, RollCallRepository::read);
    }

    /**
     * Takes their slugs and symbols from events that get others in the same transaction, so that each is free for any of
     * them.
     */
    public Uni<Void> freeNames(WriteBatch batch, Collection<Long> events) {
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : batch.update(Sql.of(
                                "update event set global_name = coalesce(global_name, slug), slug = 'renamed-' || id,"
                                        + " symbol = null where id = any(?)",
                                (Object) events.toArray(Long[]::new)))
                        .replaceWithVoid();
    }

    /** Of the symbols those that other events have. */
    public Uni<Set<String>> symbolsOfOthers(WriteBatch batch, Collection<String> symbols, Collection<Long> events) {
        return batch.list(
                        Sql.of(
                                "select symbol from event where symbol = any(?) and id <> all(?)",
                                symbols.toArray(String[]::new),
                                events.toArray(Long[]::new)),
                        row -> row.getString(0))
                .map(Set::copyOf);
    }

    /**
     * @param wanted the roll calls to record
     * @param recorded the recorded ones, by the slug that is wanted
     * @param margins of new ones, by slug. A margin is computed when the votes are written; the event is written once less if
     *     it is that already
     * @return the result for each, by slug
     */
    public Uni<Map<String, UpsertResult>> save(
            WriteBatch batch, List<RollCall> wanted, Map<String, Recorded> recorded, Map<String, Integer> margins) {
        List<RollCall> added = new ArrayList<>();
        Map<Long, RollCall> changed = new HashMap<>();
        Map<String, UpsertResult> outcomes = new HashMap<>();
        for (RollCall rollCall : wanted) {
            Recorded found = recorded.get(rollCall.slug());
            if (found == null) {
                added.add(rollCall);
                continue;
            }
            boolean differs = !found.rollCall().equals(rollCall);
            outcomes.put(rollCall.slug(), UpsertResult.existing(found.key(), differs));
            if (differs) {
                changed.put(found.key(), rollCall);
            }
        }
        return insert(batch, added, margins)
                .invoke(keys -> added.forEach(
                        rollCall -> outcomes.put(rollCall.slug(), UpsertResult.recorded(keys.get(rollCall.slug())))))
                .chain(keys -> update(batch, changed)
                        .invoke(() -> added.forEach(rollCall -> changed.put(keys.get(rollCall.slug()), rollCall))))
                .chain(() -> link(batch, changed))
                .replaceWith(outcomes);
    }

    private static Uni<Map<String, Long>> insert(WriteBatch batch, List<RollCall> added, Map<String, Integer> margins) {
        if (added.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Sql sql = Sql.of(
                "insert into event (global_name, slug, symbol, title, title_key, summary, date, margin, kind, status)"
                        + " select w.*, 'VOTE', 'OCCURRED'"
                        + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[]) w"
                        + " returning slug, id",
                texts(added, RollCall::globalName),
                texts(added, RollCall::slug),
                texts(added, RollCall::symbol),
                texts(added, RollCall::title),
                texts(added, rollCall -> SortKey.of(rollCall.title())),
                texts(added, RollCall::summary),
                texts(added, rollCall -> rollCall.date().toString()),
                added.stream().map(rollCall -> margins.get(rollCall.slug())).toArray(Integer[]::new));
        return batch.list(sql, row -> Map.entry(row.getString("slug"), row.getLong("id")))
                .map(keys -> keys.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Uni<Void> update(WriteBatch batch, Map<Long, RollCall> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Collection<RollCall> rollCalls = changed.values();
        Sql sql = Sql.of(
                "update event e set slug = w.slug, symbol = w.symbol, title = w.title, title_key = w.title_key,"
                        + " summary = w.summary, date = w.date, revision = e.revision + 1, revised_at = now()"
                        + " from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])"
                        + " as w(id, slug, symbol, title, title_key, summary, date) where e.id = w.id",
                changed.keySet().toArray(Long[]::new),
                texts(rollCalls, RollCall::slug),
                texts(rollCalls, RollCall::symbol),
                texts(rollCalls, RollCall::title),
                texts(rollCalls, rollCall -> SortKey.of(rollCall.title())),
                texts(rollCalls, RollCall::summary),
                texts(rollCalls, rollCall -> rollCall.date().toString()));
        return batch.update(sql).replaceWithVoid();
    }

    /** Replaces the topics and sources of the events. */
    private static Uni<Void> link(WriteBatch batch, Map<Long, RollCall> rollCalls) {
        if (rollCalls.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Links topics = new Links();
        Links sources = new Links();
        rollCalls.forEach((key, rollCall) -> {
            rollCall.topics()
                    .forEach(topic -> topics.add(key, topic, rollCall.date().firstDay(), 0));
            for (int i = 0; i < rollCall.sources().size(); i++) {
                sources.add(key, rollCall.sources().get(i), null, i);
            }
        });
        Object events = rollCalls.keySet().toArray(Long[]::new);
        return batch.update(Sql.of("delete from event_topic where event_id = any(?)", events))
                .chain(() -> batch.update(Sql.of("delete from event_source where event_id = any(?)", events)))
                .chain(() -> batch.update(Sql.of(
                        "insert into event_topic (event_id, topic_id, day)"
                                + " select * from unnest(?::bigint[], ?::bigint[], ?::date[])",
                        topics.events.toArray(Long[]::new),
                        topics.others.toArray(Long[]::new),
                        topics.days.toArray(LocalDate[]::new))))
                .chain(() -> batch.update(Sql.of(
                        "insert into event_source (event_id, source_id, ordinal)"
                                + " select * from unnest(?::bigint[], ?::bigint[], ?::int[])",
                        sources.events.toArray(Long[]::new),
                        sources.others.toArray(Long[]::new),
                        sources.places.toArray(Integer[]::new))))
                .replaceWithVoid();
    }

    private static String[] texts(Collection<RollCall> rollCalls, Function<RollCall, String> value) {
        return rollCalls.stream().map(value).toArray(String[]::new);
    }

    private static Recorded read(Row row) {
        return new Recorded(
                row.getLong("id"),
                new RollCall(
                        row.getString("global_name"),
                        row.getString("slug"),
                        row.getString("symbol"),
                        row.getString("title"),
                        row.getString("summary"),
                        PartialDate.recorded(row.getString("date")),
                        Arrays.asList(row.getArrayOfLongs("topics")),
                        Arrays.asList(row.getArrayOfLongs("sources"))));
    }

    /** The rows of a link table, by column. */
    private static final class Links {

        final List<Long> events = new ArrayList<>();
        final List<Long> others = new ArrayList<>();
        final List<LocalDate> days = new ArrayList<>();
        final List<Integer> places = new ArrayList<>();

        void add(long event, long other, LocalDate day, int place) {
            events.add(event);
            others.add(other);
            days.add(day);
            places.add(place);
        }
    }
}
