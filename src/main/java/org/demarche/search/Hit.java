package org.demarche.search;

import io.vertx.sqlclient.Row;
import org.demarche.graphql.relay.GlobalId;

/**
 * Something found.
 *
 * @param order what hits are sorted by: the rank, negated so that the best comes first
 */
record Hit(SearchType type, long key, float order) {

    GlobalId id() {
        return new GlobalId(type.node(), key);
    }

    static Hit read(Row row) {
        return new Hit(SearchType.valueOf(row.getString("type")), row.getLong("id"), row.getFloat("rank_order"));
    }
}
