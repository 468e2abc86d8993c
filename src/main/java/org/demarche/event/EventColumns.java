package org.demarche.event;

import java.util.Set;

import io.vertx.sqlclient.Row;
import org.demarche.graphql.loader.DocumentFields;

/**
 * Which columns of events are selected, and how a row becomes an event. They come first in every row and are read by
 * their places: to look for names takes as long as the rest.
 */
public enum EventColumns {
    /** Without {@link #DETAILS}. */
    BRIEF("e.id, e.slug, e.title, e.title_key, e.kind, e.date"),
    ALL(BRIEF.sql + ", e.status, e.end_date, e.summary, e.revision, e.recorded_at, e.revised_at");

    /** The fields in the schema whose columns only {@link #ALL} has. */
    private static final Set<String> DETAILS =
            Set.of("status", "endDate", "summary", "revision", "recordedAt", "revisedAt");

    private final String sql;

    EventColumns(String sql) {
        this.sql = sql;
    }

    /** Those of which something may be asked by the request. */
    public static EventColumns of(DocumentFields fields) {
        return fields.containsAny(DETAILS) ? ALL : BRIEF;
    }

    String sql() {
        return sql;
    }

    Event read(Row row) {
        Event event = new Event();
        event.key = row.getLong(0);
        event.slug = row.getString(1);
        event.title = row.getString(2);
        event.titleKey = row.getString(3);
        event.kind = EventKind.valueOf(row.getString(4));
        event.began = row.getString(5);
        if (this == ALL) {
            event.status = EventStatus.valueOf(row.getString(6));
            event.ended = row.getString(7);
            event.summary = row.getString(8);
            event.revision = row.getInteger(9);
            event.recordedAt = row.getOffsetDateTime(10).toInstant();
            event.revisedAt = row.getOffsetDateTime(11).toInstant();
        }
        return event;
    }
}
