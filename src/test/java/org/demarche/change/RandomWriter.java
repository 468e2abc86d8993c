package org.demarche.change;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.demarche.support.PostgresServer;

/** Writes what comes to its mind, in transactions of one to three statements, some of which are rolled back. */
final class RandomWriter {

    private static final int OBJECTS = 40;

    /** The classes of SQL states: constraint, conflict, no connection, shutdown. */
    private static final List<String> EXPECTED = List.of("23", "40", "08", "57");

    private final PostgresServer database;
    private final Random random;

    RandomWriter(PostgresServer database, int seed) {
        this.database = database;
        this.random = new Random(seed);
    }

    /** @param written counts the transactions of all writers */
    void write(int transactions, AtomicInteger written) {
        int done = 0;
        while (done < transactions) {
            try (Connection connection = ReplayIT.whenBack(() -> ReplayIT.connect(database));
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                while (done < transactions) {
                    for (int i = random.nextInt(3); i >= 0; i--) {
                        statement.execute(statement());
                    }
                    if (random.nextInt(10) == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                    }
                    done++;
                    written.incrementAndGet();
                }
            } catch (SQLException conflictOrOutage) {
                // Another writer was quicker, or the database was killed: the next transaction writes something else.
                if (EXPECTED.stream().noneMatch(String.valueOf(conflictOrOutage.getSQLState())::startsWith)) {
                    throw new IllegalStateException(conflictOrOutage);
                }
            }
        }
    }

    private String statement() {
        String event = "replay-" + random.nextInt(OBJECTS);
        String other = "replay-" + random.nextInt(OBJECTS);
        String topic = "replay-topic-" + random.nextInt(5);
        String country = List.of("FJ", "TO", "WS", "NR", "PW").get(random.nextInt(5));
        String ofEvent = "(select id from event where slug = '%s')".formatted(event);
        return switch (random.nextInt(14)) {
            case 0, 1, 2 ->
                "insert into event (slug, title, title_key, kind, status, date) values ('%s', 'Title', 'title', 'VOTE', 'OCCURRED', '19%d')"
                        .formatted(event, 10 + random.nextInt(80));
            case 3 ->
                "update event set title = 'Title %d', revision = revision + 1 where slug = '%s'"
                        .formatted(random.nextInt(1000), event);
            case 4 -> "delete from event where slug = '%s'".formatted(event);
            case 5, 6, 7 ->
                "insert into stance (event_id, country_id, position, act, since, confidence) select e.id, c.id,"
                        + " 'SUPPORTS', 'VOTE', e.date, 'CONFIRMED' from event e, country c where e.slug = '%s' and c.code = '%s'"
                                .formatted(event, country);
            case 8 ->
                "update stance set position = '%s' where event_id = %s"
                        .formatted(random.nextBoolean() ? "OPPOSES" : "NEUTRAL", ofEvent);
            case 9 -> "delete from stance where event_id = %s and position <> 'SUPPORTS'".formatted(ofEvent);
            case 10 ->
                "insert into topic (slug, title, title_key) values ('%s', 'Topic', 'topic') on conflict do nothing"
                        .formatted(topic);
            case 11 ->
                "insert into event_topic (event_id, topic_id, day) select e.id, t.id, e.day from event e, topic t"
                        + " where e.slug = '%s' and t.slug = '%s'".formatted(event, topic);
            case 12 ->
                "insert into event_link (cause_id, effect_id) select c.id, e.id from event c, event e"
                        + " where c.slug = '%s' and e.slug = '%s' and c.id <> e.id".formatted(other, event);
            default -> "delete from event_link where effect_id = " + ofEvent;
        };
    }
}
