package org.demarche.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.UpsertResult;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;
import org.demarche.model.SortKey;

/** Saves the events of a record in bulk, and finds events in the same transaction. */
@Singleton
public class EventBatchRepository {

    /**
     * An event of a record.
     *
     * @param key null if it is new
     * @param causes the keys of the events that led to it; null if not all of them have been saved yet
     */
    public record Wanted(EventDraft draft, Long key, List<Long> causes) {

        private String slug() {
            return draft.slug();
        }
    }

    private static final String COLUMNS = "symbol, title, title_key, summary, kind, status, date, end_date";

    private static final String TEXTS =
            "?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]";

    /** Records the events that are new and revises those that differ. The results are by slug. */
    public Uni<Map<String, UpsertResult>> save(WriteBatch batch, List<Wanted> events) {
        List<Wanted> added =
                events.stream().filter(event -> event.key() == null).toList();
        Map<Long, Wanted> existing = new LinkedHashMap<>();
        events.stream().filter(event -> event.key() != null).forEach(event -> existing.put(event.key(), event));
        return insert(batch, added).chain(keys -> revise(batch, existing).map(changed -> {
            Map<String, UpsertResult> results = new HashMap<>();
            keys.forEach((slug, key) -> results.put(slug, UpsertResult.recorded(key)));
            existing.forEach(
                    (key, event) -> results.put(event.slug(), UpsertResult.existing(key, changed.contains(key))));
            return results;
        }));
    }

    private static Uni<Map<String, Long>> insert(WriteBatch batch, List<Wanted> added) {
        if (added.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<Object> values = new ArrayList<>();
        values.add(texts(added, EventDraft::slug));
        values.add(texts(added, EventDraft::globalName));
        values.addAll(columns(added));
        Sql sql = Sql.of(
                "insert into event (slug, global_name, " + COLUMNS + ") select * from unnest(?::text[], ?::text[], "
                        + TEXTS + ") returning slug, id",
                values.toArray());
        return batch.list(sql, row -> Map.entry(row.getString(0), row.getLong(1)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .call(keys -> {
                    Map<Long, Wanted> byKey = new LinkedHashMap<>();
                    added.forEach(event -> byKey.put(keys.get(event.slug()), event));
                    return EventLinkBatches.insert(batch, byKey);
                });
    }

    /** @return the keys of those that have changed */
    private static Uni<Set<Long>> revise(WriteBatch batch, Map<Long, Wanted> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return update(batch, events)
                .chain(changed -> EventLinkBatches.replace(batch, events).map(linked -> {
                    Set<Long> all = new HashSet<>(changed);
                    all.addAll(linked);
                    // The causes of the others have not been saved yet, so they are new.
                    events.forEach((key, event) -> all.addAll(event.causes() == null ? Set.of(key) : Set.of()));
                    return all;
                }))
                .call(changed -> changed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : batch.update(Sql.of(
                                "update event set revision = revision + 1, revised_at = now() where id = any(?)",
                                (Object) changed.toArray(Long[]::new))));
    }

    /** A record that states no symbol leaves the one that an import of votes has given to the event. */
    private static Uni<List<Long>> update(WriteBatch batch, Map<Long, Wanted> events) {
        List<Wanted> all = List.copyOf(events.values());
        List<Object> values = new ArrayList<>();
        values.add(events.keySet().toArray(Long[]::new));
        values.addAll(columns(all));
        Sql sql = Sql.of(
                "with w as (select w.id, coalesce(w.symbol, (select e.symbol from event e join event_alias a"
                        + " on a.scheme = 'symbol' and a.value = e.symbol and a.event_id = e.id where e.id = w.id)) as symbol,"
                        + " w.title, w.title_key, w.summary, w.kind, w.status, w.date, w.end_date"
                        + " from unnest(?::bigint[], " + TEXTS + ") as w(id, " + COLUMNS + "))"
                        + " update event e set symbol = w.symbol, title = w.title, title_key = w.title_key,"
                        + " summary = w.summary, kind = w.kind, status = w.status, date = w.date, end_date = w.end_date"
                        + " from w where e.id = w.id"
                        + " and (e.symbol, e.title, e.title_key, e.summary, e.kind, e.status, e.date, e.end_date)"
                        + " is distinct from"
                        + " (w.symbol, w.title, w.title_key, w.summary, w.kind, w.status, w.date, w.end_date)"
                        + " returning e.id",
                values.toArray());
        return batch.list(sql, row -> row.getLong(0));
    }

    /** @param causes the keys of the events that led to each, by its key */
    public Uni<Void> saveCauses(WriteBatch batch, Map<Long, List<Long>> causes) {
        return EventLinkBatches.replaceCauses(batch, causes).replaceWithVoid();
    }

    /** Takes their symbols from events that get others. Call before they are saved. */
    public Uni<Void> freeSymbols(WriteBatch batch, Map<Long, String> newSymbols) {
        return newSymbols.isEmpty()
                ? Uni.createFrom().voidItem()
                : batch.update(Sql.of(
                                "update event e set symbol = null from unnest(?::bigint[], ?::text[]) as w(id, symbol)"
                                        + " where e.id = w.id and e.symbol <> w.symbol",
                                newSymbols.keySet().toArray(Long[]::new),
                                newSymbols.values().toArray(String[]::new)))
                        .replaceWithVoid();
    }

    /**
     * The slugs of the events that have the symbols, by symbol.
     *
     * @param except the keys of events that do not count
     */
    public Uni<Map<String, String>> slugsBySymbol(
            WriteBatch batch, Collection<String> symbols, Collection<Long> except) {
        return slugs(
                batch,
                Sql.of(
                        "select symbol, slug from event where symbol = any(?) and id <> all(?)",
                        symbols.toArray(String[]::new),
                        except.toArray(Long[]::new)));
    }

    /** The slugs of the events that have the names in their global ids, by name. */
    public Uni<Map<String, String>> slugsByGlobalName(WriteBatch batch, Collection<String> names) {
        return slugs(
                batch,
                Sql.of(
                        "select coalesce(global_name, slug), slug from event where coalesce(global_name, slug) = any(?)",
                        (Object) names.toArray(String[]::new)));
    }

    private static Uni<Map<String, String>> slugs(WriteBatch batch, Sql sql) {
        return batch.list(sql, row -> Map.entry(row.getString(0), row.getString(1)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The keys of the events that have the slugs, or had them before, by slug. */
    public Uni<Map<String, Long>> keysBySlug(WriteBatch batch, Collection<String> slugs) {
        return batch.list(
                        Sql.of(
                                "select w.slug, coalesce(e.id, a.event_id) from unnest(?::text[]) as w(slug)"
                                        + " left join event e on e.slug = w.slug"
                                        + " left join event_alias a on a.scheme = 'slug' and a.value = w.slug"
                                        + " where coalesce(e.id, a.event_id) is not null",
                                (Object) slugs.toArray(String[]::new)),
                        row -> Map.entry(row.getString(0), row.getLong(1)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static List<Object> columns(List<Wanted> events) {
        List<Function<EventDraft, ?>> values = List.of(
                EventDraft::symbol,
                EventDraft::title,
                draft -> SortKey.of(draft.title()),
                EventDraft::summary,
                EventDraft::kind,
                EventDraft::status,
                EventDraft::date,
                EventDraft::endDate);
        return values.stream().<Object>map(value -> texts(events, value)).toList();
    }

    /** Enum constants have the names of the values in the table. */
    private static String[] texts(List<Wanted> events, Function<EventDraft, ?> value) {
        return events.stream()
                .map(event -> value.apply(event.draft()))
                .map(found -> found == null ? null : found.toString())
                .toArray(String[]::new);
    }
}
