package org.demarche.stance;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import org.demarche.country.CountryDirectory;
import org.demarche.database.PagedSelect;
import org.demarche.database.ReadSession;
import org.demarche.database.Sql;
import org.demarche.graphql.page.Column;
import org.demarche.graphql.page.ColumnType;
import org.demarche.graphql.page.Keyset;
import org.demarche.graphql.page.Page;
import org.demarche.graphql.page.PageRequest;

/**
 * Where countries stood on a day. A stance holds from the first day of "since" until the day before the first day of
 * "until"; of several in force for a country the latest counts, and of those that began on one day the one recorded
 * last.
 */
@ApplicationScoped
class StandingRepository {

    /** In the order in which the countries came to their positions. */
    static final Keyset<Stance> BY_ARRIVAL = Keyset.of(
            "Topic.positions",
            new Column<>("s.since_day", ColumnType.DATE, Stance::sinceDay),
            new Column<>("s.id", ColumnType.NUMBER, Stance::key));

    private static final String LATEST_FIRST = "s.since_day desc, s.id desc";

    private final ReadSession session;
    private final CountryDirectory countries;

    StandingRepository(ReadSession session, CountryDirectory countries) {
        this.session = session;
        this.countries = countries;
    }

    Uni<Map<Long, Page<Stance>>> positions(
            Collection<Long> topics, LocalDate day, StanceFilter filter, PageRequest<Stance> request) {
        return countries.with(() -> positions(topics, day, filter).pages(session, topics, request));
    }

    Uni<Map<Long, Integer>> countPositions(Collection<Long> topics, LocalDate day, StanceFilter filter) {
        return countries.with(() -> positions(topics, day, filter).counts(session, topics));
    }

    /** By country. */
    Uni<Map<Long, Stance>> positionsOn(String topic, LocalDate day, Collection<Long> keys) {
        Sql sql = Sql.of(
                        "select distinct on (s.country_id) " + Stance.COLUMNS + " from stance s"
                                + " join event_topic et on et.event_id = s.event_id join topic t on t.id = et.topic_id"
                                + " where t.slug = ? and s.country_id = any(?)",
                        topic,
                        keys.toArray(Long[]::new))
                .add(StanceWhere.IN_FORCE, day, day)
                .add(" order by s.country_id, " + LATEST_FIRST);
        return countries.with(() -> session.list(sql, this::read)).map(stances -> {
            Map<Long, Stance> byCountry = new HashMap<>();
            stances.forEach(stance -> byCountry.put(stance.countryKey, stance));
            return byCountry;
        });
    }

    /** @param bloc null for the world */
    Uni<Map<Long, Tally>> talliesOfEvents(Collection<Long> events, LocalDate day, String bloc) {
        return tallies(latest("s.event_id", "stance s", events, day), events, day, bloc);
    }

    /** @param bloc null for the world */
    Uni<Map<Long, Tally>> talliesOfTopics(Collection<Long> topics, LocalDate day, String bloc) {
        return tallies(latestOfTopics(topics, day), topics, day, bloc);
    }

    private Uni<Map<Long, Tally>> tallies(Sql latest, Collection<Long> parents, LocalDate day, String bloc) {
        Sql sql = Sql.of("select s.parent, s.position, count(*)::int as countries from (")
                .add(latest)
                .add(") s where true");
        if (bloc != null) {
            StanceWhere.inBloc(sql, bloc, day);
        }
        return session.listByParent(sql.add(" group by 1, 2"), Count::read).map(found -> {
            Map<Long, Tally> tallies = new HashMap<>();
            parents.forEach(parent -> tallies.put(parent, tally(found.getOrDefault(parent, List.of()))));
            return tallies;
        });
    }

    private static Tally tally(List<Count> counts) {
        Tally tally = new Tally();
        counts.forEach(count -> tally.count(count.position(), count.countries()));
        return tally;
    }

    private PagedSelect<Stance> positions(Collection<Long> topics, LocalDate day, StanceFilter filter) {
        Sql from = Sql.of("(").add(latestOfTopics(topics, day)).add(") s");
        return new PagedSelect<>(Stance.COLUMNS, from, "s.parent", StanceWhere.of(filter, day, countries), this::read);
    }

    private static Sql latestOfTopics(Collection<Long> topics, LocalDate day) {
        return latest("et.topic_id", "event_topic et join stance s on s.event_id = et.event_id", topics, day);
    }

    /** For each parent and country the stance in force that counts. */
    private static Sql latest(String parent, String from, Collection<Long> parents, LocalDate day) {
        return Sql.of(
                        "select distinct on (%1$s, s.country_id) %1$s as parent, s.* from %2$s where %1$s = any(?)"
                                .formatted(parent, from),
                        (Object) parents.toArray(Long[]::new))
                .add(StanceWhere.IN_FORCE, day, day)
                .add(" order by %s, s.country_id, ".formatted(parent) + LATEST_FIRST);
    }

    private Stance read(Row row) {
        return Stance.read(row, countries::get);
    }

    private record Count(Position position, int countries) {

        static Count read(Row row) {
            return new Count(Position.valueOf(row.getString("position")), row.getInteger("countries"));
        }
    }
}
