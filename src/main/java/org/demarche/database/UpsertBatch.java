package org.demarche.database;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;

/**
 * Saves rows that a name identifies, many by a statement. Rows that are equal already are not written.
 *
 * @param columns of texts; the first is the name
 */
public record UpsertBatch(String table, List<String> columns) {

    public UpsertBatch(String table, String... columns) {
        this(table, List.of(columns));
    }

    /**
     * @param rows the values of the columns; no two with the same name
     * @return by name
     */
    public Uni<Map<String, UpsertResult>> save(WriteBatch batch, Collection<List<String>> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return batch.list(
                        Sql.of(statement(), values(rows)),
                        row -> Map.entry(
                                row.getString(0),
                                new UpsertResult(row.getLong(1), UpsertResult.Outcome.valueOf(row.getString(2)))))
                .map(saved -> saved.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private String statement() {
        String name = columns.get(0);
        List<String> others = columns.subList(1, columns.size());
        return "with w as (select * from unnest(" + joined(columns, column -> "?::text[]") + ") as w("
                + joined(columns, column -> column) + ")),"
                + " revised as (update " + table + " t set " + joined(others, column -> column + " = w." + column)
                + " from w where t." + name + " = w." + name + " and (" + joined(others, column -> "t." + column)
                + ") is distinct from (" + joined(others, column -> "w." + column) + ") returning t.id),"
                + " recorded as (insert into " + table + " (" + joined(columns, column -> column) + ") select "
                + joined(columns, column -> "w." + column) + " from w where not exists (select from " + table
                + " t where t." + name + " = w." + name + ") returning id, " + name + ")"
                + " select w." + name
                + ", coalesce(recorded.id, t.id), case when recorded.id is not null then 'RECORDED'"
                + " when t.id in (select id from revised) then 'REVISED' else 'UNCHANGED' end"
                + " from w left join recorded using (" + name + ") left join " + table + " t on t." + name + " = w."
                + name;
    }

    private Object[] values(Collection<List<String>> rows) {
        return IntStream.range(0, columns.size())
                .mapToObj(column -> rows.stream().map(row -> row.get(column)).toArray(String[]::new))
                .toArray();
    }

    private static String joined(List<String> columns, Function<String, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }
}
