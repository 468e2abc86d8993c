package org.demarche.observability;

import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.Sql;

/** The number of rows in the tables as estimated by PostgreSQL: counting millions of rows for a dashboard is too slow. */
@Singleton
class RowEstimateRepository {

    private final ReadSession read;

    RowEstimateRepository(ReadSession read) {
        this.read = read;
    }

    Uni<Map<String, Double>> rows() {
        return read.list(
                        Sql.of("select relname, greatest(reltuples, 0)::float8 as rows from pg_class where oid in"
                                + " ('country'::regclass, 'topic'::regclass, 'bloc'::regclass, 'source'::regclass,"
                                + " 'event'::regclass, 'stance'::regclass)"),
                        row -> Map.entry(row.getString("relname"), row.getDouble("rows")))
                .map(rows ->
                        rows.stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
