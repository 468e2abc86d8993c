package org.demarche.database.sql;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.database.ReadSession;
import org.demarche.paging.KeysetColumn;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

/**
 * A list that is read a page at a time: the whole of it or, in one statement, a page for each of many parents.
 *
 * @param columns what is selected
 * @param from the tables with their aliases, and joins
 * @param parent the column with the parent's key; null where the list has no parents
 * @param leads null where the whole list is read in its order until the page is full
 * @param where conditions, each beginning with " and "
 */
public record PagedSelect<T>(String columns, Sql from, String parent, Leads leads, Sql where, Function<Row, T> read) {

    /**
     * The few that a whole list's rows all hang on, each of which has its rows in the list's order by an index. The page
     * is among their first rows; to read all rows until it is full might be to read the table.
     *
     * @param keys the statement of their keys, each once
     * @param rows what the list calls its rows
     * @param column the rows' column with the key
     */
    public record Leads(Sql keys, String rows, String column) {}

    /** The parent's own key, for a "from" that takes it itself. */
    public static final String PARENT = "p.parent";

    /** A list of whole tables, without values in its "from". */
    public PagedSelect(String columns, String from, String parent, Sql where, Function<Row, T> read) {
        this(columns, Sql.of(from), parent, where, read);
    }

    public PagedSelect(String columns, Sql from, String parent, Sql where, Function<Row, T> read) {
        this(columns, from, parent, null, where, read);
    }

    public Uni<Page<T>> page(ReadSession session, PageRequest<T> request) {
        Sql sql = leads == null ? limit(whole(columns), request) : led(request);
        return session.list(sql, read).map(rows -> Page.of(request, rows));
    }

    private Sql whole(String selected) {
        return Sql.of("select " + selected + " from ")
                .add(from)
                .add(" where true")
                .add(where);
    }

    /** The first rows of each lead, and of these the first. */
    private Sql led(PageRequest<T> request) {
        String rows = leads.rows();
        Sql ofLead = whole(rows + ".*").add(" and " + rows + "." + leads.column() + " = lead.id");
        return order(
                Sql.of("select " + columns + " from (")
                        .add(leads.keys())
                        .add(") lead(id) cross join lateral (")
                        .add(limit(ofLead, request))
                        .add(") " + rows),
                request);
    }

    /** Every parent has an entry. */
    public Uni<Map<Long, Page<T>>> pages(ReadSession session, Collection<Long> parents, PageRequest<T> request) {
        Sql inner = Sql.of("select " + columns + " from ")
                .add(from)
                .add(" where " + parent + " = p.parent")
                .add(where);
        Sql sql = Sql.of(
                        "select x.*, p.parent from unnest(" + Sql.KEYS + ") as p(parent) cross join lateral (",
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
        return session.list(whole("count(*)::int"), row -> row.getInteger(0)).map(counts -> counts.get(0));
    }

    /** Every parent has an entry. */
    public Uni<Map<Long, Integer>> counts(ReadSession session, Collection<Long> parents) {
        // One count after the other, each by its parent's index: together they might be counted from the whole table.
        Sql sql = Sql.of(
                        "select p.parent, x.count from unnest(" + Sql.KEYS + ") as p(parent)"
                                + " cross join lateral (select count(*)::int from ",
                        (Object) parents.toArray(Long[]::new))
                .add(from)
                .add(" where " + parent + " = p.parent")
                .add(where)
                .add(") x");
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
        return order(sql, request);
    }

    private static Sql order(Sql sql, PageRequest<?> request) {
        // As text, not as a value: a plan for any limit is one for a tenth of the table. There are 100 of them.
        return sql.add(" order by " + request.keyset().orderSql(request.backward()) + " limit " + (request.size() + 1));
    }

    private static void compare(Sql sql, PageRequest<?> request, List<Object> cursor, String operator) {
        if (cursor != null) {
            String values = request.keyset().columns().stream()
                    .map(column -> Sql.unseen(column.type().sql()))
                    .collect(Collectors.joining(", ", "(", ")"));
            sql.add(" and " + request.keyset().rowSql() + operator + values, cursor.toArray());
            if (request.keyset().joined()) {
                // No index has columns of two tables: without this the first one's is read from its start.
                KeysetColumn<?> first = request.keyset().columns().get(0);
                String value = Sql.unseen(first.type().sql());
                sql.add(" and " + first.sql() + operator.stripTrailing() + "= " + value, cursor.get(0));
            }
        }
    }
}
