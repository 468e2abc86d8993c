package org.demarche.stance;

import java.util.Set;
import java.util.function.LongFunction;

import io.vertx.sqlclient.Row;
import org.demarche.country.Country;
import org.demarche.graphql.loader.DocumentFields;

/**
 * Which columns of stances are selected, and how a row becomes a stance. They come first in every row and are read by
 * their places: to look for names takes as long as the rest.
 */
enum StanceColumns {
    /** Without {@link #DETAILS}, of which most requests ask for none. */
    BRIEF("s.id, s.event_id, s.country_id, s.position, s.since, s.until"),
    ALL(BRIEF.sql + ", s.act, s.summary, s.quote, s.speaker, s.confidence, s.revision, s.recorded_at, s.revised_at");

    /** The fields in the schema whose columns only {@link #ALL} has. */
    private static final Set<String> DETAILS =
            Set.of("act", "summary", "quote", "speaker", "confidence", "revision", "recordedAt", "revisedAt");

    private final String sql;

    StanceColumns(String sql) {
        this.sql = sql;
    }

    /** Those of which something may be asked by the request. */
    static StanceColumns of(DocumentFields fields) {
        return fields.containsAny(DETAILS) ? ALL : BRIEF;
    }

    String sql() {
        return sql;
    }

    Stance read(Row row, LongFunction<Country> countries) {
        Stance stance = new Stance();
        stance.key = row.getLong(0);
        stance.eventKey = row.getLong(1);
        stance.countryKey = row.getLong(2);
        stance.country = countries.apply(stance.countryKey);
        stance.position = Position.valueOf(row.getString(3));
        stance.began = row.getString(4);
        stance.ended = row.getString(5);
        if (this == ALL) {
            stance.act = Act.valueOf(row.getString(6));
            stance.summary = row.getString(7);
            stance.quote = row.getString(8);
            stance.speaker = row.getString(9);
            stance.confidence = Confidence.valueOf(row.getString(10));
            stance.revision = row.getInteger(11);
            stance.recordedAt = row.getOffsetDateTime(12).toInstant();
            stance.revisedAt = row.getOffsetDateTime(13).toInstant();
        }
        return stance;
    }
}
