package org.demarche.database;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.database.sql.Sql;
import org.demarche.error.ClientErrorException;

/** Lets requests read the record as it was known at a moment. */
@Singleton
public class KnownMoments {

    /** The first commit of a database that was upgraded stands for all that it held then. */
    private static final String POSITION = "select t.at > clock_timestamp() as is_future,"
            + " (select c.at from change_commit c where c.position = 0) as begins,"
            + " case when t.at <= clock_timestamp() then known.position_at(t.at) end as position"
            + " from (select ?::timestamptz as at) t";

    private final ReadSession session;

    KnownMoments(ReadSession session) {
        // What a replica has replayed may end before the moment.
        this.session = session.onPrimary();
    }

    /**
     * From its completion on, all reads of the current request show what had been committed until the time.
     *
     * @return fails with a {@link ClientErrorException} for a time that is in the future, or before anything was kept
     */
    public Uni<Void> lookBack(OffsetDateTime time) {
        // PostgreSQL would round up.
        OffsetDateTime exact = time.truncatedTo(ChronoUnit.MICROS);
        return session.first(Sql.of(POSITION, exact), row -> moment(exact, row))
                .invoke(moment -> RequestReads.current().lookBack(moment))
                .replaceWithVoid();
    }

    private static KnownMoment moment(OffsetDateTime time, Row row) {
        if (row.getBoolean("is_future")) {
            throw ClientErrorException.invalid(
                    "@knownAt(time:)", time + " is in the future; give a time that has passed");
        }
        OffsetDateTime begins = row.getOffsetDateTime("begins");
        if (begins != null && time.isBefore(begins)) {
            throw ClientErrorException.invalid(
                    "@knownAt(time:)",
                    "what was known at %s was not kept; give a time from %s on".formatted(time, begins));
        }
        return new KnownMoment(time, row.getLong("position"));
    }
}
