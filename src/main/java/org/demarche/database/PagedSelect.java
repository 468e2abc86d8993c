package org.demarche.database;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import org.demarche.graphql.page.Page;
import org.demarche.graphql.page.PageRequest;

/**
 * A list that is read a page at a time: the whole of it or, in one statement, a page for each of many parents.
 *
 * @param columns what is selected
 * @param from the tables with their aliases, and joins
 * @param parent the column with the parent's key; null where the list has no parents
 * @param where conditions, each beginning with " and "
 */
public record PagedSelect<T>(String columns, Sql from, String parent, Sql where, Function<Row, T> read) {

    /** A list of whole tables, without values in its "from". */
    public PagedSelect(String columns, String from, String parent, Sql where, Function<Row, T> read) {
        this(columns, Sql.of(from), parent, where, read);
    }

    public Uni<Page<T>> page(ReadSession session, PageRequest<T> request) {
        Sql sql = Sql.of("select " + columns + " from ")
                .add(from)
                .add(" where true")
                .add(where);
        return session.list(limit(sql, request), read).map(rows -> Page.of(request, rows));
    }

    /** Every parent has an entry. */
    public Uni<Map<Long, Page<T>>> pages(ReadSession session, Collection<Long> parents, PageRequest<T> request) {
        Sql inner = Sql.of("select " + columns + " from ")
                .add(from)
                .add(" where " + parent + " = p.parent")
                .add(where);
        Sql sql = Sql.of(
                        "select p.parent, x.* from unnest(?::bigint[]) as p(parent)" + " cross join lateral (",
                        (Object) parents.toArray(Long[]::new))
                .add(limit(inner, request))
                .add(") x");
        return session.listByParent(sql, read).map(rows -> {
            Map<Long, Page<T>> pages = new HashMap<>();
            parents.forEach(key -> pages.put(key, Page.of(request, rows.getOrDefault(key, List.of()))));
            return pages;
        });
    }

    public Uni<Integer> count(ReadSession session) {
        Sql sql = Sql.of("select count(*)::int from ")
                .add(from)
                .add(" where true")
                .add(where);
        return session.list(sql, row -> row.getInteger(0)).map(counts -> counts.get(0));
    }

    /** Every parent has an entry. */
    public Uni<Map<Long, Integer>> counts(ReadSession session, Collection<Long> parents) {
        Sql sql = Sql.of("select " + parent + ", count(*)::int from ")
                .add(from)
                .add(" where " + parent + " = any(?)", (Object) parents.toArray(Long[]::new))
                .add(where)
                .add(" group by 1");
        return session.list(sql, row -> Map.entry(row.getLong(0), row.getInteger(1)))
                .map(found -> {
                    Map<Long, Integer> counts = new HashMap<>();
                    parents.forEach(key -> counts.put(key, 0));
                    found.forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
                    return counts;
                });
    }

    private static Sql limit(Sql sql, PageRequest<?> request) {
        boolean descending = request.keyset().descending();
        compare(sql, request, request.after(), descending ? " < " : " > ");
        compare(sql, request, request.before(), descending ? " > " : " < ");
        return sql.add(" order by " + request.keyset().orderSql(request.backward()))
                .add(" limit ?", request.size() + 1);
    }

    private static void compare(Sql sql, PageRequest<?> request, List<Object> cursor, String operator) {
        if (cursor != null) {
            String values = String.join(", ", Collections.nCopies(cursor.size(), "?"));
            sql.add(" and " + request.keyset().rowSql() + operator + "(" + values + ")", cursor.toArray());
        }
    }
}
