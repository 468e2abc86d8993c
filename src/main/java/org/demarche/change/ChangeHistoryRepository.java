package org.demarche.change;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.Sql;
import org.demarche.paging.Keyset;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

/** Reads the changes of single objects. An object has few of them, so a page is cut from all of its object. */
@Singleton
class ChangeHistoryRepository {

    static final Keyset<Change> OLDEST_FIRST = Place.keyset("history").of(Change::place);

    /** The changes of the objects of a type with the keys, as {@link Change#COLUMNS} expects them. */
    private static final String CHANGES = """
            (select c.position as place, %2$d as type, v.id as key, c.at, v.change_set, case
                 when not exists (select from %1$s_past p where p.id = v.id and p.superseded_in = v.change_set) then 'RECORDED'
                 when v.held then 'REVISED' else 'WITHDRAWN' end as kind
             from (
                 select id, changed_in as change_set, true as held from %1$s where id = any(w.keys)
                 union all select id, changed_in, true from %1$s_past where id = any(w.keys)
                 union all select p.id, p.superseded_in, false from %1$s_past p where p.id = any(w.keys)
                     and not exists (select from %1$s n where n.id = p.id and n.changed_in = p.superseded_in)
                     and not exists (select from %1$s_past n where n.id = p.id and n.changed_in = p.superseded_in)) v
                 join change_commit c on c.change_set = v.change_set)""";

    private static final String KEYS_OF_EVENTS = "select id from event where coalesce(global_name, slug) = ?"
            + " union select id from event_past where coalesce(global_name, slug) = ?";

    /** The name of a stance begins with that of its event. */
    private static final String KEYS_OF_STANCES = "with e as materialized (" + KEYS_OF_EVENTS + ") select s.id from"
            + " (select id from stance where event_id in (select id from e)"
            + " union select id from stance_past where event_id in (select id from e)) s"
            + " where name_of_changed(5, s.id) = ?";

    private static final Pattern ON_EVENT = Pattern.compile("/[A-Z]{2,4}/\\d{4}-\\d{2}-\\d{2}(/\\d+)?$");

    private final ReadSession read;

    ChangeHistoryRepository(ReadSession read) {
        this.read = read;
    }

    /** The changes of each object. */
    Uni<Map<Long, Page<Change>>> pages(ChangedType type, Collection<Long> keys, PageRequest<Change> request) {
        Sql sql = Sql.of(
                "select * from (select " + Change.COLUMNS + ", ch.key as parent,"
                        + " row_number() over (partition by ch.key order by ch.place) as n"
                        + " from (select ?::bigint[] as keys) w cross join lateral " + changes(type)
                        + " ch join change_set s on s.id = ch.change_set where ch.place > ?) h where h.n <= ? order by h.place",
                keys.toArray(Long[]::new),
                Place.of(request.after()).position(),
                request.size() + 1);
        return read.listByParent(sql, Change::read).map(found -> {
            Map<Long, Page<Change>> pages = new HashMap<>();
            keys.forEach(key -> pages.put(key, Page.of(request, found.getOrDefault(key, List.of()))));
            return pages;
        });
    }

    /** How many changes there are of each object. */
    Uni<Map<Long, Integer>> counts(ChangedType type, Collection<Long> keys) {
        Sql sql = Sql.of(
                "select ch.key, count(*)::int from (select ?::bigint[] as keys) w cross join lateral " + changes(type)
                        + " ch group by 1",
                (Object) keys.toArray(Long[]::new));
        return read.list(sql, row -> Map.entry(row.getLong(0), row.getInteger(1)))
                .map(found -> {
                    Map<Long, Integer> counts = new HashMap<>();
                    keys.forEach(key -> counts.put(key, 0));
                    found.forEach(count -> counts.put(count.getKey(), count.getValue()));
                    return counts;
                });
    }

    /** The changes of several objects in one list. */
    Uni<Page<Change>> page(ChangedType type, Collection<Long> keys, PageRequest<Change> request) {
        Place after = Place.of(request.after());
        return read.list(
                        Sql.of(
                                "select " + Change.COLUMNS + " from (select ?::bigint[] as keys) w cross join lateral "
                                        + changes(type) + " ch join change_set s on s.id = ch.change_set"
                                        + " where (ch.place, ch.key) > (?, ?) order by ch.place, ch.key limit ?",
                                keys.toArray(Long[]::new),
                                after.position(),
                                after.key(),
                                request.size() + 1),
                        Change::read)
                .map(found -> Page.of(request, found));
    }

    /** The keys of all objects that have or had the name in their global id: one may be recorded again after a withdrawal. */
    Uni<List<Long>> keys(ChangedType type, String name) {
        return read.list(keysOf(type, name), row -> row.getLong(0));
    }

    private static Sql keysOf(ChangedType type, String name) {
        return switch (type) {
            case EVENT -> Sql.of(KEYS_OF_EVENTS, name, name);
            case STANCE -> stances(name);
            case COUNTRY, BLOC -> byColumn(type, "code", name);
            case TOPIC -> byColumn(type, "slug", name);
        };
    }

    private static Sql stances(String name) {
        String event = ON_EVENT.matcher(name).replaceFirst("");
        return Sql.of(KEYS_OF_STANCES, event, event, name);
    }

    private static Sql byColumn(ChangedType type, String column, String name) {
        return Sql.of(
                "select id from %1$s where %2$s = ? union select id from %1$s_past where %2$s = ?"
                        .formatted(type.table(), column),
                name,
                name);
    }

    private static String changes(ChangedType type) {
        return CHANGES.formatted(type.table(), type.number());
    }
}
