package org.demarche.database.sql;

import java.util.List;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Queries tables without an entity, in the session of a {@link org.demarche.database.WriteTransaction}. */
public final class SessionQuery {

    private SessionQuery() {}

    /**
     * @param sql of at least two columns
     * @param values those of ?1, ?2 and so on
     */
    public static Uni<List<Object[]>> rows(String sql, Object... values) {
        return Panache.getSession().chain(session -> {
            Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(sql, Object[].class);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
            }
            return query.getResultList();
        });
    }
}
