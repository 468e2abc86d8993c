package org.demarche.stance;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.country.Country;
import org.demarche.country.CountryDirectory;
import org.demarche.country.SeatHolders;
import org.demarche.database.KnownMoment;
import org.demarche.database.ReadSession;
import org.demarche.database.UpsertResult;
import org.demarche.database.sql.LinkTable;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.TransactionSql;
import org.demarche.graphql.loader.EntityColumns;
import org.demarche.graphql.relay.NodeLoader;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

/** Stances and lists of stances. Positions in force on a day are in {@link PositionInForceRepository}. */
@Singleton
public class StanceRepository implements PanacheRepositoryBase<Stance, Long>, NodeLoader {

    private static final LinkTable SOURCES = new LinkTable("stance_source", "stance_id", "source_id", "ordinal");

    private final ReadSession session;
    private final CountryDirectory countries;
    private final Clock clock;

    StanceRepository(ReadSession session, CountryDirectory countries, Clock clock) {
        this.session = session;
        this.countries = countries;
        this.clock = clock;
    }

    @Override
    public String type() {
        return Stance.TYPE;
    }

    @Override
    public Uni<Map<Long, Stance>> byKeys(Collection<Long> keys) {
        Sql sql = Sql.byKeys("select " + Stance.COLUMNS.all().sql() + " from stance s", "s.id", keys);
        return countries.with(() -> session.byKey(sql, row -> Stance.read(row, Stance.COLUMNS.all(), countries::get)));
    }

    @Override
    public Uni<Map<String, Stance>> byGlobalNames(Collection<String> names) {
        List<StanceName> parsed =
                names.stream().map(StanceName::parse).flatMap(Optional::stream).toList();
        return countries
                .with(() -> session.list(named(parsed), this::readNamed))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** By the name that each had at first, else by the country and day that it has now. */
    private Sql named(List<StanceName> names) {
        return Sql.of(
                "select " + Stance.COLUMNS.all().sql() + ", w.name as wanted"
                        + " from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::date[])"
                        + " w(name, event, on_event, country_id, day)"
                        + " cross join lateral (select event_named(w.event) as id offset 0) named"
                        + " join stance s on s.id = coalesce("
                        + "(select o.id from stance o where o.event_id = named.id and o.global_name = w.on_event),"
                        + " (select o.id from stance o where o.event_id = named.id and o.country_id = w.country_id"
                        + " and o.since_day = w.day))",
                names.stream().map(StanceName::toString).toArray(String[]::new),
                names.stream().map(StanceName::event).toArray(String[]::new),
                names.stream().map(StanceName::onEvent).toArray(String[]::new),
                names.stream().map(this::countryKey).toArray(Long[]::new),
                names.stream().map(StanceName::firstDay).toArray(LocalDate[]::new));
    }

    /** Null for an unknown code. */
    private Long countryKey(StanceName name) {
        return countries.find(name.country()).map(Country::key).orElse(null);
    }

    private Map.Entry<String, Stance> readNamed(Row row) {
        return Map.entry(row.getString("wanted"), Stance.read(row, Stance.COLUMNS.all(), countries::get));
    }

    Uni<Page<Stance>> page(
            EntityColumns.Selected columns, StanceFilter filter, StanceOrder order, PageRequest<Stance> request) {
        return countries.with(
                () -> withFew(filter, order, few -> session.page(select(columns, null, filter, order, few), request)));
    }

    Uni<Integer> count(StanceFilter filter) {
        return countries.with(() -> withFew(filter, StanceOrder.SINCE_ASC, few -> session.count(counted(filter, few))));
    }

    Uni<Map<Long, Page<Stance>>> pages(
            EntityColumns.Selected columns,
            StanceParent parent,
            Collection<Long> keys,
            StanceFilter filter,
            StanceOrder order,
            PageRequest<Stance> request) {
        return countries.with(() -> ofParents(
                parent,
                keys,
                filter,
                order,
                (few, parents) -> session.pages(select(columns, parent.column(), filter, order, few), parents, request),
                pages -> Page.merged(request, pages)));
    }

    Uni<Map<Long, Integer>> counts(StanceParent parent, Collection<Long> keys, StanceFilter filter) {
        StanceOrder any = StanceOrder.SINCE_ASC;
        return countries.with(() -> ofParents(
                parent,
                keys,
                filter,
                any,
                (few, parents) ->
                        session.counts(select(Stance.COLUMNS.all(), parent.column(), filter, any, few), parents),
                counts -> counts.stream().mapToInt(Integer::intValue).sum()));
    }

    /** By source, those that began last first. */
    Uni<Map<Long, Page<Stance>>> pagesOfSources(
            EntityColumns.Selected columns, Collection<Long> sources, PageRequest<Stance> request) {
        return countries.with(() -> session.pages(citing(columns), sources, request));
    }

    Uni<Map<Long, Integer>> countsOfSources(Collection<Long> sources) {
        return session.counts(citing(Stance.COLUMNS.all()), sources);
    }

    /** Reads a country's list together with those of its predecessors, if the filter includes them, by the same statement. */
    private <T> Uni<Map<Long, T>> ofParents(
            StanceParent parent,
            Collection<Long> keys,
            StanceFilter filter,
            StanceOrder order,
            BiFunction<Long[], Collection<Long>, Uni<Map<Long, T>>> read,
            Function<List<T>, T> combine) {
        if (parent == StanceParent.EVENT) {
            // An event has at most a few hundred stances: whatever the filter, they are read by its key.
            return read.apply(null, keys);
        }
        if (!filter.withPredecessors()) {
            return withFew(filter, order, few -> read.apply(few, keys));
        }
        SeatHolders holders = countries.seatHolders(keys);
        return withFew(filter, order, few -> read.apply(few, holders.keys()))
                .map(found -> holders.combined(found, combine));
    }

    /** @param read takes the keys of the only stances that come into question; null if they are many */
    private <T> Uni<T> withFew(StanceFilter filter, StanceOrder order, Function<Long[], Uni<T>> read) {
        Sql selective = SelectiveFilterSql.of(filter, order);
        return selective == null
                ? read.apply(null)
                : session.first(selective, row -> row.getArrayOfLongs(0)).chain(read::apply);
    }

    /** Call inside a transaction. */
    Uni<Stance> saveNew(StanceDraft draft) {
        Stance stance = Stance.create(clock);
        draft.applyTo(stance);
        return freeGlobalName(draft)
                .invoke(name -> stance.storedGlobalName = name)
                .chain(() -> persistAndFlush(stance))
                .chain(() -> replaceSources(stance.key(), draft))
                .replaceWith(stance);
    }

    /** Call inside a transaction. */
    Uni<UpsertResult> revise(Stance stance, StanceDraft draft) {
        boolean changed = draft.applyTo(stance);
        return replaceSources(stance.key(), draft)
                .invoke(cited -> stance.reviseIf(changed || cited, clock))
                .map(cited -> UpsertResult.existing(stance.key(), changed || cited));
    }

    /** Null if another stance on the event has the name, by which it is found then. */
    private static Uni<String> freeGlobalName(StanceDraft draft) {
        return draft.globalName() == null
                ? Uni.createFrom().nullItem()
                : TransactionSql.rows(
                                "select s.id from stance s where s.event_id = ?1"
                                        + " and coalesce(s.global_name, name_on_event(s.country_id, s.since_day)) = ?2",
                                draft.event(),
                                draft.globalName())
                        .map(others -> others.isEmpty() ? draft.globalName() : null);
    }

    private static Uni<Boolean> replaceSources(long stance, StanceDraft draft) {
        return draft.sources() == null
                ? Uni.createFrom().item(false)
                : SOURCES.replace(stance, LinkTable.ordered(draft.sources()));
    }

    private PagedSelect<Stance> select(
            EntityColumns.Selected columns, String parent, StanceFilter filter, StanceOrder order, Long[] few) {
        Sql where = StanceFilterSql.of(filter, null, countries)
                .addIf(few, " and s.id = any((select ?::bigint[])::bigint[])");
        return select(columns, parent, order, few == null ? drivingKeys(filter, order) : null, where);
    }

    /** Of a list without driving keys and with many stances, all are looked at. */
    private PagedSelect<Stance> counted(StanceFilter filter, Long[] few) {
        PagedSelect<Stance> listed = select(Stance.COLUMNS.all(), null, filter, StanceOrder.SINCE_ASC, few);
        return few != null || listed.drivingKeys() != null
                ? listed
                : select(
                        Stance.COLUMNS.all(),
                        null,
                        StanceOrder.SINCE_ASC,
                        null,
                        StanceFilterSql.ofAll(filter, countries));
    }

    private PagedSelect<Stance> select(
            EntityColumns.Selected columns,
            String parent,
            StanceOrder order,
            PagedSelect.DrivingKeys drivingKeys,
            Sql where) {
        String from = order.byCountry() ? "stance s join country c on c.id = s.country_id" : "stance s";
        return new PagedSelect<>(
                columns.sql(),
                Sql.of(from),
                parent,
                drivingKeys,
                where,
                row -> Stance.read(row, columns, countries::get));
    }

    private PagedSelect<Stance> citing(EntityColumns.Selected columns) {
        return new PagedSelect<>(
                columns.sql(),
                "stance_source ss" + KnownMoment.joinByKey("stance s", "ss.stance_id"),
                "ss.source_id",
                new Sql(),
                row -> Stance.read(row, columns, countries::get));
    }

    /** The events or countries named by the filter: an index has the stances of each in the order of the list. Null if the
     * filter names none, or the list is sorted by country. */
    private PagedSelect.DrivingKeys drivingKeys(StanceFilter filter, StanceOrder order) {
        if (order.byCountry()) {
            return null;
        }
        if (filter.events() != null) {
            return new PagedSelect.DrivingKeys(StanceFilterSql.events(filter), "s", "event_id");
        }
        if (filter.countries() != null && filter.positions() != null && !order.byRevision()) {
            return new PagedSelect.DrivingKeys(
                    StanceFilterSql.countriesAndPositions(filter, countries), "s", "country_id", "position");
        }
        if (filter.countries() != null) {
            return new PagedSelect.DrivingKeys(StanceFilterSql.countries(filter, countries), "s", "country_id");
        }
        if (filter.topics() != null && !order.byRevision()) {
            return new PagedSelect.DrivingKeys(StanceFilterSql.eventsOfTopics(filter), "s", "event_id");
        }
        if (filter.regions() != null) {
            return new PagedSelect.DrivingKeys(
                    StanceFilterSql.countriesOfRegions(filter, countries), "s", "country_id");
        }
        return filter.blocs() == null
                ? null
                : new PagedSelect.DrivingKeys(StanceFilterSql.everMembers(filter), "s", "country_id");
    }
}
