package org.demarche.database.sql;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A table that links owners to other rows. All links of an owner are written together, inside a WriteTransaction.
 *
 * @param table the table's name
 * @param owner the column with the owner's key
 * @param columns the other columns
 */
public record LinkTable(String table, String owner, List<String> columns) {

    public LinkTable(String table, String owner, String... columns) {
        this(table, owner, List.of(columns));
    }

    /**
     * Replaces the owner's rows, unless they are equal to these already.
     *
     * @param rows the values of the other columns
     * @return whether anything changed
     */
    public Uni<Boolean> replace(long ownerKey, List<List<Object>> rows) {
        return Panache.getSession().chain(session -> select(session, ownerKey).chain(existing -> {
            if (existing.equals(new HashSet<>(rows))) {
                return Uni.createFrom().item(false);
            }
            return delete(session, ownerKey)
                    .chain(() -> insert(session, ownerKey, rows))
                    .replaceWith(true);
        }));
    }

    /** Rows for a list of keys: each with its index. */
    public static List<List<Object>> ordered(List<Long> keys) {
        return IntStream.range(0, keys.size())
                .mapToObj(index -> List.<Object>of(keys.get(index), index))
                .toList();
    }

    private Uni<Set<List<Object>>> select(Mutiny.Session session, long ownerKey) {
        return session.createNativeQuery(
                        "select " + String.join(", ", columns) + " from " + table + " where " + owner + " = ?1")
                .setParameter(1, ownerKey)
                .getResultList()
                .map(rows -> rows.stream().map(LinkTable::row).collect(Collectors.toSet()));
    }

    /** Hibernate returns a row of one column as its value, without an array. */
    private static List<Object> row(Object row) {
        return row instanceof Object[] values ? Arrays.asList(values) : List.of(row);
    }

    private Uni<Integer> delete(Mutiny.Session session, long ownerKey) {
        return session.createNativeQuery("delete from " + table + " where " + owner + " = ?1")
                .setParameter(1, ownerKey)
                .executeUpdate();
    }

    private Uni<Void> insert(Mutiny.Session session, long ownerKey, List<List<Object>> rows) {
        String values = IntStream.rangeClosed(1, columns.size() + 1)
                .mapToObj(number -> "?" + number)
                .collect(Collectors.joining(", "));
        String sql =
                "insert into " + table + " (" + owner + ", " + String.join(", ", columns) + ") values (" + values + ")";
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> {
                    Mutiny.MutationQuery query = session.createNativeQuery(sql).setParameter(1, ownerKey);
                    for (int i = 0; i < row.size(); i++) {
                        query.setParameter(i + 2, row.get(i));
                    }
                    return query.executeUpdate();
                })
                .collect()
                .last()
                .replaceWithVoid();
    }
}
