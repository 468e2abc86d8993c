package org.demarche.stance;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.country.CountryDirectory;
import org.demarche.country.SeatHolders;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.Sql;
import org.demarche.error.ClientErrorException;
import org.demarche.graphql.loader.EntityColumns;
import org.demarche.paging.ColumnType;
import org.demarche.paging.Keyset;
import org.demarche.paging.KeysetColumn;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

/**
 * Positions in force on a day. A stance is in force from the first day of "since" until the day before the first day of
 * "until". Of several stances in force for a country the latest counts; of those that began on the same day, the one
 * recorded last. A country holds none from the first day on which it no longer exists, except as the predecessor of the country
 * that continues its seat.
 */
@Singleton
class PositionInForceRepository {

    /** In the order in which the countries took their positions. */
    static final Keyset<Stance> BY_ARRIVAL = Keyset.of(
            "Topic.positions",
            new KeysetColumn<>("s.since_day", ColumnType.DATE, Stance::getSinceDay),
            new KeysetColumn<>("s.id", ColumnType.NUMBER, Stance::key));

    /**
     * The stances in force on the topic "p.parent" on a day, of some countries or (null) of all, found by the database
     * function. "offset 0" is a planner fence: without it, conditions on the stances may lead to a plan that reads all
     * stances of some countries.
     */
    private static final String IN_FORCE = "positions_in_force(p.parent, ?, ?::bigint[]) k(id)"
            + " cross join lateral (select s.* from stance s where s.id = k.id offset 0) s";

    /** The one that counts comes last. */
    private static final Comparator<Stance> LATEST =
            Comparator.comparing(Stance::getSinceDay).thenComparing(Stance::key);

    private final ReadSession session;
    private final CountryDirectory countries;

    PositionInForceRepository(ReadSession session, CountryDirectory countries) {
        this.session = session;
        this.countries = countries;
    }

    Uni<Map<Long, Page<Stance>>> positions(
            EntityColumns.Selected columns,
            Collection<Long> topics,
            LocalDate day,
            StanceFilter filter,
            PageRequest<Stance> request) {
        return countries.with(() -> session.pages(positions(columns, day, filter), topics, request));
    }

    Uni<Map<Long, Integer>> countPositions(Collection<Long> topics, LocalDate day, StanceFilter filter) {
        return countries.with(() -> session.counts(positions(Stance.COLUMNS.all(), day, filter), topics));
    }

    /** By country. */
    Uni<Map<Long, Stance>> positionsOn(
            EntityColumns.Selected columns, String topic, LocalDate day, Collection<Long> keys) {
        return countries.with(() -> latestOn(columns, topic, day, existing(keys, day)));
    }

    /** Also of countries that no longer exist. */
    private Uni<Map<Long, Stance>> latestOn(
            EntityColumns.Selected columns, String topic, LocalDate day, Collection<Long> keys) {
        Sql sql = Sql.of(
                        "select " + columns.sql() + " from (select t.id as parent from topic t where t.slug = ?) p",
                        topic)
                .add(" cross join " + IN_FORCE, day, keys.toArray(Long[]::new));
        return session.list(sql, row -> read(row, columns)).map(stances -> {
            Map<Long, Stance> byCountry = new HashMap<>();
            stances.forEach(stance -> byCountry.put(stance.countryKey, stance));
            return byCountry;
        });
    }

    private List<Long> existing(Collection<Long> keys, LocalDate day) {
        Set<Long> ended = countries.keysOfEnded(day);
        return keys.stream().filter(key -> !ended.contains(key)).toList();
    }

    /** By country: the latest position of the country itself and those whose seat it continues. */
    Uni<Map<Long, Stance>> positionsOfSeatsOn(
            EntityColumns.Selected columns, String topic, LocalDate day, Collection<Long> keys) {
        return countries.with(() -> {
            SeatHolders holders = countries.seatHolders(existing(keys, day));
            return latestOn(columns, topic, day, holders.keys())
                    .map(found -> holders.combined(found, stances -> Collections.max(stances, LATEST)));
        });
    }

    /** @param day null for each country's latest position, which the database function margin_of counts too */
    Uni<Map<Long, Tally>> talliesOfEvents(Collection<Long> events, LocalDate day, TallyScope scope) {
        Sql latest = Sql.of("(select distinct on (s.country_id) s.country_id, s.position, s.since_day from stance s"
                + " where s.event_id = p.parent");
        if (day != null) {
            latest.add(StanceFilterSql.IN_FORCE, day, day);
        }
        // The order of the index on event, country and day, read backwards, so that nothing is sorted.
        return tallies(latest.add(" order by s.country_id desc, s.since_day desc) s"), events, day, scope);
    }

    Uni<Map<Long, Tally>> talliesOfTopics(Collection<Long> topics, LocalDate day, TallyScope scope) {
        return tallies(Sql.of(IN_FORCE, day, null), topics, day, scope);
    }

    private Uni<Map<Long, Tally>> tallies(Sql positions, Collection<Long> parents, LocalDate day, TallyScope scope) {
        return scope.region() == null && day == null
                ? talliesNow(positions, parents, null, scope)
                : countries.with(() -> talliesNow(positions, parents, day, scope));
    }

    /**
     * @param positions the stances of the parent "p.parent" that count, with the alias "s"
     * @param day of the membership in the bloc, and on which the countries exist; null for the first day of each stance
     */
    private Uni<Map<Long, Tally>> talliesNow(Sql positions, Collection<Long> parents, LocalDate day, TallyScope scope) {
        Sql sql = Sql.of(
                        "select p.parent, s.position, count(*)::int as countries"
                                + " from unnest(?::bigint[]) as p(parent) cross join lateral ",
                        (Object) parents.toArray(Long[]::new))
                .add(positions)
                .add(" where true");
        if (day != null) {
            sql.add(ofExisting(day));
        }
        if (scope.bloc() != null) {
            StanceFilterSql.inBlocs(sql, new String[] {scope.bloc()}, day);
        }
        if (scope.region() != null) {
            sql.add(" and s.country_id = any(?)", (Object) countriesOf(scope.region()));
        }
        return session.listByParent(sql.add(" group by 1, 2"), Count::read).map(found -> {
            Map<Long, Tally> tallies = new HashMap<>();
            parents.forEach(parent -> tallies.put(parent, tally(found.getOrDefault(parent, List.of()))));
            return tallies;
        });
    }

    /** Rejects an unknown region, as the Api does an unknown bloc. */
    private Long[] countriesOf(String region) {
        Long[] keys = countries.keysOfRegions(List.of(region));
        if (keys.length == 0) {
            throw ClientErrorException.notFound(
                    "region",
                    "no region or subregion has the name '%s'; countries { nodes { region subregion } } shows them"
                            .formatted(region));
        }
        return keys;
    }

    private static Tally tally(List<Count> counts) {
        Tally tally = new Tally();
        counts.forEach(count -> tally.count(count.position(), count.countries()));
        return tally;
    }

    private PagedSelect<Stance> positions(EntityColumns.Selected columns, LocalDate day, StanceFilter filter) {
        return new PagedSelect<>(
                columns.sql(),
                Sql.of(IN_FORCE, day, null),
                PagedSelect.PARENT,
                scope(filter, day).add(StanceFilterSql.of(filter, day, countries)),
                row -> read(row, columns));
    }

    /** A client that asks for predecessors as well asks for countries that no longer exist. */
    private Sql scope(StanceFilter filter, LocalDate day) {
        return filter != null && filter.withPredecessors() ? Sql.of("") : ofExisting(day);
    }

    /** Without those that no longer exist on the day. */
    private Sql ofExisting(LocalDate day) {
        return Sql.of(" and s.country_id <> all(?)", (Object)
                countries.keysOfEnded(day).toArray(Long[]::new));
    }

    private Stance read(Row row, EntityColumns.Selected columns) {
        return Stance.read(row, columns, countries::get);
    }

    private record Count(Position position, int countries) {

        static Count read(Row row) {
            return new Count(Position.valueOf(row.getString("position")), row.getInteger("countries"));
        }
    }
}
