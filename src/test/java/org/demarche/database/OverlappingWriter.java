package org.demarche.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

import org.demarche.support.BulkRecord;

/** Writes stances on a separate event, in transactions of several statements. */
final class OverlappingWriter {

    private static final int MAX_STATEMENTS = 4;

    private OverlappingWriter() {}

    static Void write(String event, int seed, AtomicBoolean done) throws SQLException {
        Random random = new Random(seed);
        try (Connection connection = BulkRecord.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!done.get()) {
                connection.setTransactionIsolation(
                        random.nextInt(3) == 0
                                ? Connection.TRANSACTION_REPEATABLE_READ
                                : Connection.TRANSACTION_READ_COMMITTED);
                for (int count = 1 + random.nextInt(MAX_STATEMENTS); count > 0; count--) {
                    statement.execute(change(event, random));
                }
                if (random.nextInt(8) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        }
        return null;
    }

    private static String change(String event, Random random) {
        String code = "TV NR KI VU SB PG PW FM".split(" ")[random.nextInt(8)];
        String position = "SUPPORTS OPPOSES NEUTRAL".split(" ")[random.nextInt(3)];
        return """
                merge into stance s using (select e.id as event_id, c.id as country_id from event e, country c
                    where e.slug = '%s' and c.code = '%s') w
                on s.event_id = w.event_id and s.country_id = w.country_id
                when matched and %b then delete
                when matched then update set position = '%s', revision = s.revision + 1
                when not matched then insert (event_id, country_id, position, act, since, confidence)
                    values (w.event_id, w.country_id, '%4$s', 'VOTE', '1901', 'CONFIRMED')
                """.formatted(event, code, random.nextInt(4) == 0, position);
    }

    /** The stances that had been committed until a moment, found by the time of each commit. */
    static long count(String moment) {
        return BulkRecord.number("""
                select count(*) from (
                    select event_id, changed_in, null as superseded_in from stance
                    union all select event_id, changed_in, superseded_in from stance_past) v
                    join event e on e.id = v.event_id and e.slug in ('run-1', 'run-2', 'run-3', 'run-4')
                    join change_commit c on c.change_set = v.changed_in and c.at <= '%1$s'
                    left join change_commit s on s.change_set = v.superseded_in and s.at <= '%1$s'
                where s.position is null
                """.formatted(moment));
    }
}
