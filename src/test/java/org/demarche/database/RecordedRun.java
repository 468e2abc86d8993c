package org.demarche.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

import org.demarche.support.BulkRecord;

/**
 * Changes of all kinds of rows that have a past, chosen at random, each in a separate transaction: events of the years 1901
 * and 1902, their stances, links and sources, and separate topics, a bloc and a country.
 */
final class RecordedRun {

    private static final String[] COUNTRIES = {"FJ", "TO", "WS", "TV", "NR", "KI", "VU", "SB", "PG", "PW", "FM", "MH"};
    private static final String[] POSITIONS = {
        "SUPPORTS", "PARTLY_SUPPORTS", "NEUTRAL", "PARTLY_OPPOSES", "OPPOSES", "ABSENT"
    };
    private static final String[] ACTS = {"VOTE", "STATEMENT", "RECOGNITION"};
    private static final String[] TOPICS = {"run-a", "run-b", "run-c"};
    private static final String[] WORDS = {"harbour", "treaty", "island", "fishery", "border", "mandate"};

    /** How often each kind of change is chosen: stances change most. */
    private final List<Runnable> changes = List.of(
            this::recordEvent,
            this::recordEvent,
            this::recordStance,
            this::recordStance,
            this::recordStance,
            this::recordStance,
            this::recordStance,
            this::recordStance,
            this::reviseStance,
            this::reviseStance,
            this::moveStance,
            this::withdrawStance,
            this::reviseEvent,
            this::moveEvent,
            this::renameEvent,
            this::withdrawEvent,
            this::replaceTopics,
            this::replaceParticipants,
            this::link,
            this::cite,
            this::changeTopic,
            this::changeBloc,
            this::changeCountry,
            this::forgetName);

    private final Connection connection;
    private final Random random;
    private int events;

    RecordedRun(Connection connection, long seed) {
        this.connection = connection;
        random = new Random(seed);
    }

    static void begin() {
        end();
        BulkRecord.execute("""
                insert into topic (slug, title, title_key)
                values ('run-a', 'Run A', 'run a'), ('run-b', 'Run B', 'run b'), ('run-c', 'Run C', 'run c');
                insert into bloc (code, name, kind) values ('RUN', 'Run', 'INFORMAL')
                """);
    }

    static void end() {
        BulkRecord.execute("""
                delete from event where slug like 'run-%'; delete from topic where slug like 'run-%';
                delete from bloc where code = 'RUN'; delete from country where code = 'XRUN';
                delete from source where title like 'Run %'
                """);
    }

    /** One transaction. */
    void change() {
        pick(changes).run();
    }

    private void recordEvent() {
        String slug = "run-" + ++events;
        execute("""
                insert into event (slug, title, title_key, kind, status, date, summary)
                values ('%1$s', '%2$s', lower('%2$s'), '%3$s', 'OCCURRED', '%4$s', '%5$s');
                insert into event_topic (event_id, topic_id, day)
                select e.id, t.id, e.day from event e, topic t where e.slug = '%1$s' and t.slug = '%6$s';
                """.formatted(slug, title(), pick("VOTE", "TREATY", "MEETING"), day(), pick(WORDS), pick(TOPICS)));
    }

    private void recordStance() {
        execute("""
                insert into stance (event_id, country_id, position, act, since, until, confidence, summary)
                select %s, c.id, '%s', '%s', '%s', %s, '%s', %s from country c
                where c.code = '%s' and %1$s is not null on conflict do nothing
                """.formatted(
                        event(),
                        pick(POSITIONS),
                        pick(ACTS),
                        day(),
                        pick("null", "null", "'1903'"),
                        pick("CONFIRMED", "REPORTED"),
                        pick("null", "'About the " + pick(WORDS) + "'"),
                        pick(COUNTRIES)));
    }

    private void reviseStance() {
        execute(
                "update stance set position = '%s', act = '%s', quote = '%s', revision = revision + 1, revised_at = now() where id = %s"
                        .formatted(pick(POSITIONS), pick(ACTS), pick(WORDS), stance()));
    }

    private void moveStance() {
        execute("""
                update stance s set country_id = c.id, since = '%1$s', until = null, revision = revision + 1, revised_at = now()
                from country c where c.code = '%2$s' and s.id = %3$s and not exists (
                    select from stance o where o.event_id = s.event_id and o.country_id = c.id
                        and o.since_day = first_day('%1$s'))
                """.formatted(day(), pick(COUNTRIES), stance()));
    }

    private void withdrawStance() {
        execute("delete from stance where id = " + stance());
    }

    private void reviseEvent() {
        execute("""
                update event set title = '%1$s', title_key = lower('%1$s'), kind = '%2$s', symbol = %3$s,
                    revision = revision + 1, revised_at = now()
                where id = %4$s and (%3$s is null or not exists (select from event where symbol = %3$s))
                """.formatted(
                        title(),
                        pick("VOTE", "TREATY", "MEETING"),
                        pick("null::text", "'S/RES/9" + random.nextInt(10) + "(1901)'"),
                        event()));
    }

    private void moveEvent() {
        execute("update event set date = '%s', revision = revision + 1, revised_at = now() where id = %s"
                .formatted(day(), event()));
    }

    private void renameEvent() {
        String slug = "run-renamed-" + ++events;
        execute("""
                with renamed as (select id, slug, '%1$s' as new_slug from event where id = %2$s),
                    named as (insert into event_alias (scheme, value, event_id) select 'slug', slug, id from renamed
                        on conflict (scheme, value) do update set event_id = excluded.event_id)
                update event e set slug = r.new_slug, global_name = coalesce(e.global_name, r.slug) from renamed r
                where e.id = r.id
                """.formatted(slug, event()));
    }

    private void withdrawEvent() {
        // Takes its stances with it.
        if (random.nextInt(4) == 0) {
            execute("delete from event where id = " + event());
        }
    }

    private void replaceTopics() {
        execute("""
                create temporary table chosen on commit drop as select %s as id;
                delete from event_topic where event_id = (select id from chosen);
                insert into event_topic (event_id, topic_id, day)
                select e.id, t.id, e.day from event e, topic t
                where e.id = (select id from chosen) and t.slug in ('%s', '%s');
                """.formatted(event(), pick(TOPICS), pick(TOPICS)));
    }

    private void replaceParticipants() {
        execute("""
                create temporary table chosen on commit drop as select %s as id;
                delete from participation where event_id = (select id from chosen);
                insert into participation (event_id, country_id, role, ordinal)
                select e.id, c.id, '%s', row_number() over (order by c.code) from chosen e, country c
                where c.code in ('%s', '%s') and e.id is not null;
                """.formatted(event(), pick("HOST", "INITIATOR"), pick(COUNTRIES), pick(COUNTRIES)));
    }

    private void link() {
        execute(
                random.nextBoolean()
                        ? """
                        insert into event_link (cause_id, effect_id) select c, e from (select %s as c, %s as e) w
                        where c <> e and c is not null and e is not null on conflict do nothing
                        """.formatted(event(), event())
                        : "delete from event_link where effect_id = " + event());
    }

    private void cite() {
        String source = "Run " + pick(WORDS);
        execute("""
                insert into source (title, publisher) values ('%1$s', 'Run Wire') on conflict do nothing;
                update source set attribution = '%2$s' where title = '%1$s';
                insert into event_source (event_id, source_id, ordinal)
                select e.id, so.id, so.id from (select %3$s as id) e, source so where so.title = '%1$s' and e.id is not null
                on conflict do nothing;
                insert into stance_source (stance_id, source_id, ordinal)
                select s.id, so.id, so.id from (select %4$s as id) s, source so where so.title = '%1$s' and s.id is not null
                on conflict do nothing;
                """.formatted(source, pick(WORDS), event(), stance()));
    }

    private void changeTopic() {
        execute("update topic set title = '%1$s', title_key = lower('%1$s'), description = '%2$s' where slug = '%3$s'"
                .formatted(title(), pick(WORDS), pick(TOPICS)));
    }

    private void changeBloc() {
        execute(
                random.nextBoolean()
                        ? """
                        insert into membership (bloc_id, country_id, from_date)
                        select b.id, c.id, '%s' from bloc b, country c where b.code = 'RUN' and c.code = '%s'
                            and not exists (select from membership m where m.bloc_id = b.id and m.country_id = c.id)
                        """.formatted(day(), pick(COUNTRIES))
                        : """
                        update membership set until_date = %s where bloc_id = (select id from bloc where code = 'RUN')
                            and country_id = (select id from country where code = '%s')
                        """.formatted(pick("null", "'1990'"), pick(COUNTRIES)));
    }

    private void changeCountry() {
        execute(
                pick(
                        """
                insert into country (code, name, name_key, search_names, existed_until)
                values ('XRUN', 'Runland', 'runland', 'Runland', '1930') on conflict do nothing;
                insert into country_succession (predecessor_id, successor_id, continues_seat)
                select p.id, s.id, true from country p, country s where p.code = 'XRUN' and s.code = 'FJ'
                on conflict do nothing
                """,
                        "update country set region = '%s' where code = 'XRUN'".formatted(pick("Asia", "Oceania")),
                        "delete from country c where code = 'XRUN' and not exists (select from stance where country_id = c.id)"));
    }

    private void forgetName() {
        execute("delete from event_alias where scheme = 'slug' and event_id = " + event());
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String event() {
        return "(select id from event where slug like 'run-%' order by md5(id::text || '" + random.nextInt()
                + "') limit 1)";
    }

    private String stance() {
        return "(select s.id from stance s join event e on e.id = s.event_id where e.slug like 'run-%' order by md5(s.id::text || '"
                + random.nextInt() + "') limit 1)";
    }

    private String day() {
        return "190%d-%02d-%02d".formatted(1 + random.nextInt(2), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private String title() {
        return pick(WORDS) + ' ' + pick(WORDS);
    }

    @SafeVarargs
    private <T> T pick(T... items) {
        return items[random.nextInt(items.length)];
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
