package org.demarche.search;

import io.vertx.sqlclient.Row;
import org.demarche.graphql.relay.GlobalId;

/**
 * A search result before its object is loaded.
 *
 * @param order the sort key: the rank, negated so that the best hit comes first
 */
record Hit(SearchType type, long key, float order) {

    GlobalId id() {
        return GlobalId.keyed(type.node(), key);
    }

    static Hit read(Row row) {
        return new Hit(SearchType.valueOf(row.getString("type")), row.getLong("id"), row.getFloat("rank_order"));
    }
}
