package org.demarche.database.sql;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.vertx.sqlclient.Row;
import org.demarche.paging.KeysetColumn;
import org.demarche.paging.PageRequest;

/**
 * The statements that read a list by pages: one page of the whole list, or one page for each of many parents in a single
 * statement. ReadSession executes them.
 *
 * @param columns the selected columns
 * @param from the tables with their aliases, and joins
 * @param parent the column with the parent's key; null if the list has no parents
 * @param drivingKeys null if the list is read in its order until the page is full
 * @param where conditions, each beginning with " and "
 */
public record PagedSelect<T>(
        String columns, Sql from, String parent, DrivingKeys drivingKeys, Sql where, Function<Row, T> read) {

    /**
     * A few keys on which all rows of the list depend. For each key an index has its rows in the list's order, so the page
     * is among the first rows of each key. Without them, the list might be read to its end until the page is full.
     *
     * @param keys the statement that selects the keys, each once
     * @param rows the alias of the list's rows
     * @param columns the rows' columns with the key
     */
    public record DrivingKeys(Sql keys, String rows, List<String> columns) {

        public DrivingKeys(Sql keys, String rows, String... columns) {
            this(keys, rows, List.of(columns));
        }

        private String isOfKey() {
            return columns.stream()
                    .map(column -> " and " + rows + "." + column + " = driving." + column)
                    .collect(Collectors.joining());
        }
    }

    /** The parent's own key, for a "from" that uses it itself. */
    public static final String PARENT = "p.parent";

    /** A list whose "from" has no values. */
    public PagedSelect(String columns, String from, String parent, Sql where, Function<Row, T> read) {
        this(columns, Sql.of(from), parent, where, read);
    }

    public PagedSelect(String columns, Sql from, String parent, Sql where, Function<Row, T> read) {
        this(columns, from, parent, null, where, read);
    }

    /** A page of the whole list, and one row more if there is one. */
    public Sql page(PageRequest<T> request) {
        return drivingKeys == null ? limit(whole(columns), request) : driven(request);
    }

    private Sql whole(String selected) {
        return Sql.of("select " + selected + " from ")
                .add(from)
                .add(" where true")
                .add(where);
    }

    /** The first rows of each driving key, and of these the first. */
    private Sql driven(PageRequest<T> request) {
        String rows = drivingKeys.rows();
        Sql ofKey = whole(rows + ".*").add(drivingKeys.isOfKey());
        return order(
                Sql.of("select " + columns + " from (")
                        .add(drivingKeys.keys())
                        .add(") driving(" + String.join(", ", drivingKeys.columns()) + ") cross join lateral (")
                        .add(limit(ofKey, request))
                        .add(") " + rows),
                request);
    }

    /** A page for each parent, with the parent's key in the column "parent". Parents without rows are absent. */
    public Sql pages(Collection<Long> parents, PageRequest<T> request) {
        Sql inner = Sql.of("select " + columns + " from ")
                .add(from)
                .add(" where " + parent + " = p.parent")
                .add(where);
        return Sql.of("select x.*, p.parent from unnest(" + Sql.KEYS + ") as p(parent) cross join lateral (", (Object)
                        parents.toArray(Long[]::new))
                .add(limit(inner, request))
                .add(") x");
    }

    public Sql count() {
        return whole("count(*)::int");
    }

    /** A row for each parent: its key and its number of rows. */
    public Sql counts(Collection<Long> parents) {
        // Counts parent by parent, each by an index: a grouped count might read the whole table.
        return Sql.of(
                        "select p.parent, x.count from unnest(" + Sql.KEYS + ") as p(parent)"
                                + " cross join lateral (select count(*)::int from ",
                        (Object) parents.toArray(Long[]::new))
                .add(from)
                .add(" where " + parent + " = p.parent")
                .add(where)
                .add(") x");
    }

    private static Sql limit(Sql sql, PageRequest<?> request) {
        boolean descending = request.keyset().descending();
        compare(sql, request, request.after(), descending ? " < " : " > ");
        compare(sql, request, request.before(), descending ? " > " : " < ");
        return order(sql, request);
    }

    private static Sql order(Sql sql, PageRequest<?> request) {
        // The limit is text, not a value: a generic plan assumes that a limit returns a tenth of the rows. There are
        // only as many limits as page sizes, and clients use few of them.
        return sql.add(" order by " + request.keyset().orderSql(request.backward()) + " limit " + (request.size() + 1));
    }

    private static void compare(Sql sql, PageRequest<?> request, List<Object> cursor, String operator) {
        if (cursor != null) {
            String values = request.keyset().columns().stream()
                    .map(column -> Sql.opaque(column.type().sql()))
                    .collect(Collectors.joining(", ", "(", ")"));
            sql.add(" and " + request.keyset().rowSql() + operator + values, cursor.toArray());
            if (request.keyset().joined()) {
                // No index has columns of two tables. Without this condition the first table's index is read from its
                // beginning.
                KeysetColumn<?> first = request.keyset().columns().get(0);
                String value = Sql.opaque(first.type().sql());
                sql.add(" and " + first.sql() + operator.stripTrailing() + "= " + value, cursor.get(0));
            }
        }
    }
}
