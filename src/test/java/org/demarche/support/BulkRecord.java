package org.demarche.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.eclipse.microprofile.config.ConfigProvider;

/** Rows in addition to the built-in record, enough for lists of many parents; all events are of the year 1900. */
public final class BulkRecord {

    public static final int EVENTS = 60;
    public static final int STANCES_OF_EACH = 12;
    public static final int SOURCES = 30;
    public static final String TOPIC = "bulk";

    private static final Deque<Connection> IDLE = new ConcurrentLinkedDeque<>();

    private BulkRecord() {}

    /** Idempotent. */
    public static void load() {
        execute("""
                insert into topic (slug, title, title_key) values ('bulk', 'Bulk', 'bulk') on conflict do nothing;
                insert into event (slug, title, title_key, kind, status, date)
                select 'bulk-' || n, 'Bulk event ' || n, 'bulk event ' || lpad(n::text, 3, '0'), 'VOTE', 'OCCURRED',
                       '1900-' || lpad((1 + n %% 12)::text, 2, '0')
                from generate_series(1, %1$d) n on conflict do nothing;
                insert into event_topic (event_id, topic_id, day)
                select e.id, t.id, e.day from event e, topic t where e.slug like 'bulk-%%' and t.slug = 'bulk'
                on conflict do nothing;
                insert into stance (event_id, country_id, position, act, since, confidence)
                select e.id, c.id, (array['SUPPORTS', 'NEUTRAL', 'OPPOSES'])[1 + (e.id + c.place) %% 3], 'VOTE',
                       '1900-12-' || lpad((1 + c.place %% 28)::text, 2, '0'), 'CONFIRMED'
                from event e,
                     lateral (select id, row_number() over (order by code) as place from country
                              order by code offset e.id %% 7 limit %2$d) c
                where e.slug like 'bulk-%%' on conflict do nothing;
                insert into source (title, publisher, author, published_on)
                select 'Bulk source ' || n, case n %% 2 when 0 then 'Bulk Wire' else 'Bulk Press' end, 'Author ' || n,
                       case n %% 5 when 0 then null else '1900-' || lpad((1 + n %% 12)::text, 2, '0') end
                from generate_series(1, %3$d) n on conflict do nothing;
                insert into event_source (event_id, source_id, ordinal)
                select e.id, so.id, 0 from event e join source so on so.title = 'Bulk source ' || (1 + e.id %% %3$d)
                where e.slug like 'bulk-%%' on conflict do nothing;
                insert into stance_source (stance_id, source_id, ordinal)
                select s.id, so.id, 0 from event e join stance s on s.event_id = e.id
                join source so on so.title = 'Bulk source ' || (1 + e.id %% %3$d)
                where e.slug like 'bulk-%%' on conflict do nothing;
                """.formatted(EVENTS, STANCES_OF_EACH, SOURCES));
    }

    public static void execute(String sql) {
        withStatement(statement -> statement.execute(sql));
    }

    public static long number(String sql) {
        return withStatement(statement -> {
            try (ResultSet result = statement.executeQuery(sql)) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    /** The time of the database, as clients state a moment. */
    public static String now() {
        return texts("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                .get(0);
    }

    /** The values of the first column. */
    public static List<String> texts(String sql) {
        return withStatement(statement -> {
            try (ResultSet result = statement.executeQuery(sql)) {
                List<String> texts = new ArrayList<>();
                while (result.next()) {
                    texts.add(result.getString(1));
                }
                return texts;
            }
        });
    }

    /** The values of the second column by those of the first, in the order of the rows. */
    public static Map<String, String> pairs(String sql) {
        return withStatement(statement -> {
            try (ResultSet result = statement.executeQuery(sql)) {
                Map<String, String> pairs = new LinkedHashMap<>();
                while (result.next()) {
                    pairs.put(result.getString(1), result.getString(2));
                }
                return pairs;
            }
        });
    }

    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    /** A new connection takes longer than most statements. */
    private static <T> T withStatement(Work<T> work) {
        try {
            Connection connection = idleConnection();
            try (Statement statement = connection.createStatement()) {
                T result = work.with(statement);
                IDLE.push(connection);
                return result;
            } catch (SQLException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** One that was used before, in the state of a new one, unless the database has been restarted since. */
    private static Connection idleConnection() throws SQLException {
        for (Connection idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
            try (Statement statement = idle.createStatement()) {
                statement.execute("discard all");
                return idle;
            } catch (SQLException gone) {
                idle.close();
            }
        }
        return connection();
    }

    /** The caller closes it. */
    public static Connection connection() throws SQLException {
        return DriverManager.getConnection(
                ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class),
                ConfigProvider.getConfig().getValue("quarkus.datasource.username", String.class),
                ConfigProvider.getConfig().getValue("quarkus.datasource.password", String.class));
    }
}
