package org.demarche.stance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.country.Country;
import org.demarche.country.CountryDirectory;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.Sql;

/** How the positions on topics have changed, day by day. */
@Singleton
class TopicTimelineRepository {

    /**
     * On the day on which a stance begins, it is the country's position; of those that begin on one day, the one recorded last.
     * Only {@code topic_stance_day} says where to look, as for {@code positions_in_force}, which knows what holds instead on
     * the day on which one ends; few do. In between nothing changes, so the tallies follow from what each day adds and takes
     * away. On the first day on which a country no longer exists its position ends too, as that of every stance that began before.
     */
    private static final String CHANGES = """
            with gone as (select * from unnest(?::bigint[], ?::date[]) g(country_id, day)),
            begun as (
                select d.topic_id, d.country_id, d.since_day as day, s.position
                from topic_stance_day d cross join lateral (
                    select s.position from stance s
                    where s.country_id = d.country_id and s.since_day = d.since_day and s.id <= d.last_id
                        and s.until_day > s.since_day
                        -- A subquery, not a join: a join may be turned round, and would lose the order.
                        and (select true from event_topic et where et.event_id = s.event_id and et.topic_id = d.topic_id)
                    order by s.id desc limit 1) s
                where d.topic_id = any(?::bigint[])
                    and not exists (select from gone g where g.country_id = d.country_id and g.day <= d.since_day)),
            ended as (
                select h.topic_id, h.country_id, h.until_day as day, s.position
                from (select distinct et.topic_id, s.country_id, s.until_day
                    from event_topic et join stance s on s.event_id = et.event_id
                    where et.topic_id = any(?::bigint[]) and s.until_day < 'infinity' and s.until_day > s.since_day) h
                left join lateral positions_in_force(h.topic_id, h.until_day, array[h.country_id]) k(id) on true
                left join stance s on s.id = k.id
                where not exists (select from begun b
                        where b.topic_id = h.topic_id and b.country_id = h.country_id and b.day = h.until_day)
                    and not exists (select from gone g where g.country_id = h.country_id and g.day <= h.until_day)),
            left_over as (
                select distinct b.topic_id, b.country_id, g.day, null::text as position
                from begun b join gone g on g.country_id = b.country_id),
            steps as (
                select topic_id, day, position, is_left_over,
                    lag(position) over (partition by topic_id, country_id order by day) as held_before
                from (select *, false as is_left_over from begun union all select *, false from ended
                    union all select *, true from left_over) changed)
            select topic_id as parent, day, %s
            from steps where not is_left_over or held_before is not null
            group by 1, 2 order by 1, 2""".formatted(columns());

    private final ReadSession session;
    private final CountryDirectory countries;

    TopicTimelineRepository(ReadSession session, CountryDirectory countries) {
        this.session = session;
        this.countries = countries;
    }

    /** Oldest first. */
    Uni<Map<Long, List<TallyOnDay>>> ofTopics(Collection<Long> topics) {
        return countries.with(() -> ofTopicsNow(topics.toArray(Long[]::new)));
    }

    private Uni<Map<Long, List<TallyOnDay>>> ofTopicsNow(Long[] keys) {
        List<Country> former = countries.former();
        Long[] ended = former.stream().map(Country::key).toArray(Long[]::new);
        LocalDate[] ends = former.stream().map(Country::firstDayAfter).toArray(LocalDate[]::new);
        return session.listByParent(Sql.of(CHANGES, ended, ends, keys, keys), Step::read)
                .map(byTopic -> {
                    Map<Long, List<TallyOnDay>> timelines = new HashMap<>();
                    byTopic.forEach((topic, steps) -> timelines.put(topic, added(steps)));
                    return timelines;
                });
    }

    /** What a day adds to the countries of each position, in the order of the enum. */
    private static String columns() {
        List<String> columns = new ArrayList<>();
        for (Position position : Position.values()) {
            columns.add(
                    "(count(*) filter (where position = '%1$s') - count(*) filter (where held_before = '%1$s'))::int as %1$s"
                            .formatted(position));
        }
        return String.join(", ", columns);
    }

    private static List<TallyOnDay> added(List<Step> steps) {
        int[] counts = new int[Position.values().length];
        return steps.stream()
                .map(step -> {
                    Tally tally = new Tally();
                    for (Position position : Position.values()) {
                        counts[position.ordinal()] += step.added()[position.ordinal()];
                        tally.count(position, counts[position.ordinal()]);
                    }
                    return new TallyOnDay(step.day(), tally);
                })
                .toList();
    }

    private record Step(LocalDate day, int[] added) {

        /** The columns follow those of the topic and the day. */
        static Step read(Row row) {
            int[] added = new int[Position.values().length];
            for (int position = 0; position < added.length; position++) {
                added[position] = row.getInteger(position + 2);
            }
            return new Step(row.getLocalDate(1), added);
        }
    }
}
