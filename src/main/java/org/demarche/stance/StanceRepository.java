package org.demarche.stance;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.country.SeatHolders;
import org.demarche.database.ReadSession;
import org.demarche.database.UpsertResult;
import org.demarche.database.sql.LinkTable;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.Sql;
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

    StanceRepository(ReadSession session, CountryDirectory countries) {
        this.session = session;
        this.countries = countries;
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

    Uni<Page<Stance>> page(StanceFilter filter, StanceOrder order, PageRequest<Stance> request) {
        return countries.with(() -> session.page(select(Stance.COLUMNS.all(), null, filter, order), request));
    }

    Uni<Integer> count(StanceFilter filter) {
        return countries.with(() -> session.count(select(Stance.COLUMNS.all(), null, filter, StanceOrder.SINCE_ASC)));
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
                parents -> session.pages(select(columns, parent.column(), filter, order), parents, request),
                pages -> Page.merged(request, pages)));
    }

    Uni<Map<Long, Integer>> counts(StanceParent parent, Collection<Long> keys, StanceFilter filter) {
        return countries.with(() -> ofParents(
                parent,
                keys,
                filter,
                parents -> session.counts(
                        select(Stance.COLUMNS.all(), parent.column(), filter, StanceOrder.SINCE_ASC), parents),
                counts -> counts.stream().mapToInt(Integer::intValue).sum()));
    }

    /** Reads a country's list together with those of its predecessors, if the filter includes them, by the same statement. */
    private <T> Uni<Map<Long, T>> ofParents(
            StanceParent parent,
            Collection<Long> keys,
            StanceFilter filter,
            Function<Collection<Long>, Uni<Map<Long, T>>> read,
            Function<List<T>, T> combine) {
        if (parent != StanceParent.COUNTRY || !filter.withPredecessors()) {
            return read.apply(keys);
        }
        SeatHolders holders = countries.seatHolders(keys);
        return read.apply(holders.keys()).map(found -> holders.combined(found, combine));
    }

    /** A stance is identified by its event, its country and the day of its start. Call inside a transaction. */
    public Uni<UpsertResult> save(StanceDraft draft) {
        return list("eventKey = ?1 and countryKey = ?2", draft.event(), draft.country())
                .map(stances -> stances.stream()
                        .filter(stance -> stance.sinceDay().equals(draft.since().firstDay()))
                        .findFirst()
                        .orElse(null))
                .chain(found -> {
                    Stance stance = found == null ? Stance.create() : found;
                    boolean changed = draft.applyTo(stance);
                    return found == null
                            ? persistAndFlush(stance)
                                    .chain(() -> replaceSources(stance.key(), draft))
                                    .replaceWith(() -> UpsertResult.recorded(stance.key()))
                            : replaceSources(stance.key(), draft)
                                    .invoke(cited -> stance.reviseIf(changed || cited))
                                    .map(cited -> UpsertResult.existing(stance.key(), changed || cited));
                });
    }

    private static Uni<Boolean> replaceSources(long stance, StanceDraft draft) {
        return SOURCES.replace(stance, LinkTable.ordered(draft.sources()));
    }

    private PagedSelect<Stance> select(
            EntityColumns.Selected columns, String parent, StanceFilter filter, StanceOrder order) {
        String from = order.byCountry() ? "stance s join country c on c.id = s.country_id" : "stance s";
        Sql where = StanceFilterSql.of(filter, null, countries);
        return new PagedSelect<>(
                columns.sql(),
                Sql.of(from),
                parent,
                drivingKeys(filter, order),
                where,
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
        if (filter.countries() != null) {
            return new PagedSelect.DrivingKeys(StanceFilterSql.countries(filter, countries), "s", "country_id");
        }
        if (filter.topics() != null) {
            return new PagedSelect.DrivingKeys(StanceFilterSql.eventsOfTopics(filter), "s", "event_id");
        }
        return filter.blocs() == null
                ? null
                : new PagedSelect.DrivingKeys(StanceFilterSql.everMembers(filter), "s", "country_id");
    }
}
