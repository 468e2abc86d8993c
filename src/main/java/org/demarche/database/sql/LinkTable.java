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
import org.demarche.database.WriteTransaction;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A table that links an owner to others: written as a whole for each owner, inside a {@link WriteTransaction}.
 *
 * @param owner the column with the owner's key
 * @param columns the other columns
 */
public record LinkTable(String table, String owner, List<String> columns) {

    public LinkTable(String table, String owner, String... columns) {
        this(table, owner, List.of(columns));
    }

    /**
     * Makes the owner's rows these and no others.
     *
     * @param rows the values of the other columns
     * @return whether anything had to change
     */
    public Uni<Boolean> replace(long ownerKey, List<List<Object>> rows) {
        return Panache.getSession().chain(session -> existing(session, ownerKey).chain(found -> {
            if (found.equals(new HashSet<>(rows))) {
                return Uni.createFrom().item(false);
            }
            return delete(session, ownerKey)
                    .chain(() -> insert(session, ownerKey, rows))
                    .replaceWith(true);
        }));
    }

    /** Rows of a key and its place. */
    public static List<List<Object>> ordered(List<Long> keys) {
        return IntStream.range(0, keys.size())
                .mapToObj(place -> List.<Object>of(keys.get(place), place))
                .toList();
    }

    private Uni<Set<List<Object>>> existing(Mutiny.Session session, long ownerKey) {
        return session.createNativeQuery(
                        "select %s from %s where %s = ?1".formatted(String.join(", ", columns), table, owner))
                .setParameter(1, ownerKey)
                .getResultList()
                .map(rows -> rows.stream().map(LinkTable::row).collect(Collectors.toSet()));
    }

    /** Hibernate gives a row of one column as its bare value. */
    private static List<Object> row(Object row) {
        return row instanceof Object[] values ? Arrays.asList(values) : List.of(row);
    }

    private Uni<Integer> delete(Mutiny.Session session, long ownerKey) {
        return session.createNativeQuery("delete from %s where %s = ?1".formatted(table, owner))
                .setParameter(1, ownerKey)
                .executeUpdate();
    }

    private Uni<Void> insert(Mutiny.Session session, long ownerKey, List<List<Object>> rows) {
        String values = IntStream.rangeClosed(1, columns.size() + 1)
                .mapToObj(number -> "?" + number)
                .collect(Collectors.joining(", "));
        String sql = "insert into %s (%s, %s) values (%s)".formatted(table, owner, String.join(", ", columns), values);
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
