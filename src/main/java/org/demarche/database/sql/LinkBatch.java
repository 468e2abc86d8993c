package org.demarche.database.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;

/**
 * A table that links owners to other rows, whose links are written in bulk: those of many owners by the same statements.
 *
 * @param table the table's name
 * @param owner the column with the owner's key
 * @param columns the other columns
 */
public record LinkBatch(String table, String owner, List<Column> columns) {

    /** @param array makes the array that is bound for an array of the SQL type */
    public record Column(String name, String sqlType, IntFunction<Object[]> array) {

        public static Column key(String name) {
            return new Column(name, "bigint", Long[]::new);
        }

        public static Column text(String name) {
            return new Column(name, "text", String[]::new);
        }
    }

    public LinkBatch(String table, String owner, Column... columns) {
        this(table, owner, List.of(columns));
    }

    /**
     * Replaces the rows of each owner whose rows differ.
     *
     * @param wanted the values of the other columns, by owner
     * @return the owners whose rows have changed
     */
    public Uni<Set<Long>> replace(WriteBatch batch, Map<Long, ? extends Collection<List<Object>>> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return recorded(batch, wanted.keySet()).chain(recorded -> {
            Map<Long, Collection<List<Object>>> changed = new HashMap<>();
            wanted.forEach((key, rows) -> {
                if (!new HashSet<>(rows).equals(recorded.getOrDefault(key, Set.of()))) {
                    changed.put(key, rows);
                }
            });
            return delete(batch, changed.keySet())
                    .chain(() -> insert(batch, changed))
                    .replaceWith(changed.keySet());
        });
    }

    /** @param rows the values of the other columns, by owner. The owners have none yet */
    public Uni<Void> insert(WriteBatch batch, Map<Long, ? extends Collection<List<Object>>> rows) {
        List<Long> owners = new ArrayList<>();
        List<List<Object>> values = new ArrayList<>();
        rows.forEach((key, links) -> links.forEach(link -> {
            owners.add(key);
            values.add(link);
        }));
        if (owners.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Object[] bound = new Object[columns.size() + 1];
        bound[0] = owners.toArray(Long[]::new);
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            bound[i + 1] = values.stream()
                    .map(row -> row.get(column))
                    .toArray(columns.get(i).array());
        }
        String types = columns.stream()
                .map(column -> ", ?::" + column.sqlType() + "[]")
                .collect(Collectors.joining());
        return batch.update(Sql.of(
                        "insert into " + table + " (" + owner + ", " + names() + ") select * from unnest(?::bigint[]"
                                + types + ")",
                        bound))
                .replaceWithVoid();
    }

    private Uni<Map<Long, Set<List<Object>>>> recorded(WriteBatch batch, Collection<Long> owners) {
        return batch.list(Sql.byKeys("select " + owner + ", " + names() + " from " + table, owner, owners), row -> row)
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getLong(0), Collectors.mapping(this::values, Collectors.toSet()))));
    }

    private Uni<Void> delete(WriteBatch batch, Collection<Long> owners) {
        return owners.isEmpty()
                ? Uni.createFrom().voidItem()
                : batch.update(Sql.of("delete from " + table + " where " + owner + " = any(?)", (Object)
                                owners.toArray(Long[]::new)))
                        .replaceWithVoid();
    }

    private List<Object> values(Row row) {
        return Arrays.asList(
                IntStream.rangeClosed(1, columns.size()).mapToObj(row::getValue).toArray());
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
