package org.demarche.database.sql;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Statements that write many rows at once, beside the entities that Hibernate writes in the same WriteTransaction. They have their
 * rows as JSON, because Hibernate cannot bind arrays whose elements may be null.
 */
public final class TransactionSql {

    private TransactionSql() {}

    /** @param values of the parameters ?1, ?2 and so on */
    public static Uni<Integer> update(String sql, Object... values) {
        return Panache.getSession().chain(session -> {
            Mutiny.MutationQuery query = session.createNativeQuery(sql);
            bind(query, values);
            return query.executeUpdate();
        });
    }

    /** The values of the rows that the statement returns, in arrays, or alone if they have one column only. */
    public static Uni<List<Object>> rows(String sql, Object... values) {
        return Panache.getSession().chain(session -> {
            Mutiny.SelectionQuery<Object> query = session.createNativeQuery(sql);
            bind(query, values);
            return query.getResultList();
        });
    }

    /** What a query of a name and a key finds, by name. */
    public static Uni<Map<String, Long>> keysByName(String sql, Object... values) {
        return pairs(sql, values).map(pairs -> pairs.stream()
                .collect(Collectors.toMap(pair -> (String) pair[0], pair -> (Long) pair[1])));
    }

    /** What a query of a name and a text finds, by name. */
    public static Uni<Map<String, String>> textsByName(String sql, Object... values) {
        return pairs(sql, values).map(pairs -> pairs.stream()
                .collect(Collectors.toMap(pair -> (String) pair[0], pair -> (String) pair[1])));
    }

    private static Uni<List<Object[]>> pairs(String sql, Object... values) {
        return rows(sql, values)
                .map(rows -> rows.stream().map(Object[].class::cast).toList());
    }

    private static void bind(Mutiny.AbstractQuery query, Object... values) {
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
    }

    /** For {@code json_to_recordset(cast(cast(?1 as text) as json))}: the driver makes a JSON string of a text for a parameter of type JSON. */
    public static String json(Collection<Map<String, Object>> rows) {
        JsonArray array = new JsonArray();
        rows.forEach(row -> array.add(new JsonObject(row)));
        return array.encode();
    }

    /** For {@code any(cast(string_to_array(?1, ',') as bigint[]))}. */
    public static String keys(Collection<Long> keys) {
        return keys.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    /** Lets Hibernate forget the entities of the transaction, all of which it looks at before each statement. */
    public static Uni<Void> forget() {
        return Panache.getSession().chain(session -> session.flush().invoke(session::clear));
    }
}
