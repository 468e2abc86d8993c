package org.demarche.event;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.database.KnownMoment;
import org.demarche.database.ReadSession;
import org.demarche.database.UpsertResult;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.TransactionSql;
import org.demarche.graphql.federation.EntityLoader;
import org.demarche.graphql.loader.EntityColumns;
import org.demarche.graphql.relay.NodeLoader;
import org.demarche.model.Slug;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

@Singleton
public class EventRepository implements PanacheRepositoryBase<Event, Long>, NodeLoader, EntityLoader {

    private static final String SELECT = "select " + Event.COLUMNS.all().sql() + " from event e";

    private final ReadSession session;
    private final CountryDirectory countries;
    private final Clock clock;

    EventRepository(ReadSession session, CountryDirectory countries, Clock clock) {
        this.session = session;
        this.countries = countries;
        this.clock = clock;
    }

    @Override
    public String type() {
        return Event.TYPE;
    }

    @Override
    public Uni<Map<String, Event>> byGlobalNames(Collection<String> names) {
        Sql sql = Sql.of(
                "select " + Event.COLUMNS.all().sql() + ", w.name as wanted from unnest(?::text[]) w(name)"
                        + " cross join lateral (select event_named(w.name) as id offset 0) named"
                        + " join event e on e.id = named.id",
                (Object) names.toArray(String[]::new));
        return session.list(sql, row -> Map.entry(row.getString("wanted"), Event.readAll(row)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Uni<Map<Long, Event>> byKeys(Collection<Long> keys) {
        return byKeys(Event.COLUMNS.all(), keys);
    }

    public Uni<Map<Long, Event>> byKeys(EntityColumns.Selected columns, Collection<Long> keys) {
        return session.byKey(
                Sql.byKeys("select " + columns.sql() + " from event e", "e.id", keys), row -> Event.read(row, columns));
    }

    @Override
    public String keyField() {
        return "slug";
    }

    @Override
    public Uni<Map<String, Event>> byNames(Collection<String> slugs) {
        String[] valid = slugs.stream().filter(Slug::isValid).distinct().toArray(String[]::new);
        Sql sql = Sql.of(
                "select " + Event.COLUMNS.all().sql() + ", w.slug as asked from unnest(?::text[]) as w(slug)"
                        + " join event e on e.id = coalesce((select id from event where slug = w.slug),"
                        + " (select event_id from event_alias where scheme = 'slug' and value = w.slug))",
                (Object) valid);
        return session.list(sql, row -> Map.entry(row.getString("asked"), Event.readAll(row)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The event that has the slug, else the one that had it before. Null for an unknown slug. */
    Uni<Event> bySlug(String slug) {
        return session.first(
                Sql.of(
                        SELECT + " where e.id = coalesce((select id from event where slug = ?), (select event_id from"
                                + " event_alias where scheme = 'slug' and value = ?))",
                        slug,
                        slug),
                Event::readAll);
    }

    /** The event that has the symbol. Null for an unknown one. */
    Uni<Event> bySymbol(String canonical) {
        return session.first(Sql.of(SELECT + " where e.id = event_of_symbol(?)", canonical), Event::readAll);
    }

    Uni<Page<Event>> page(EventFilter filter, EventOrder order, PageRequest<Event> request) {
        return countries.with(() -> hasFewStances(filter)
                .chain(few -> session.page(select(EventFilterSql.of(filter, order, few, countries)), request)));
    }

    private Uni<Boolean> hasFewStances(EventFilter filter) {
        return filter.stancesOf() == null
                ? Uni.createFrom().item(false)
                : session.first(EventFilterSql.hasFewStances(filter, countries), row -> row.getBoolean(0));
    }

    Uni<Integer> count(EventFilter filter) {
        return countries.with(() -> session.count(select(where(filter, EventOrder.DATE_DESC))));
    }

    Uni<Map<Long, Page<Event>>> pagesOfTopics(
            Collection<Long> topics, EventFilter filter, EventOrder order, PageRequest<Event> request) {
        return countries.with(() -> session.pages(ofTopics(where(filter, order)), topics, request));
    }

    Uni<Map<Long, Integer>> countsOfTopics(Collection<Long> topics, EventFilter filter) {
        return countries.with(() -> session.counts(ofTopics(where(filter, EventOrder.DATE_DESC)), topics));
    }

    /** @param role null for any role */
    Uni<Map<Long, Page<Event>>> pagesOfCountries(
            Collection<Long> keys,
            ParticipantRole role,
            EventFilter filter,
            EventOrder order,
            PageRequest<Event> request) {
        return countries.with(() -> session.pages(ofCountries(role, where(filter, order)), keys, request));
    }

    /** @param role null for any role */
    Uni<Map<Long, Integer>> countsOfCountries(Collection<Long> keys, ParticipantRole role, EventFilter filter) {
        return countries.with(() -> session.counts(ofCountries(role, where(filter, EventOrder.DATE_DESC)), keys));
    }

    /** By source, newest first. */
    Uni<Map<Long, Page<Event>>> pagesOfSources(Collection<Long> sources, PageRequest<Event> request) {
        return session.pages(citing(), sources, request);
    }

    Uni<Map<Long, Integer>> countsOfSources(Collection<Long> sources) {
        return session.counts(citing(), sources);
    }

    /** Call inside a {@link WriteTransaction}. */
    Uni<UpsertResult> saveNew(EventDraft draft) {
        Event event = Event.create(draft.slug(), draft.globalName(), clock);
        draft.applyTo(event, draft.symbol());
        return persistAndFlush(event)
                .chain(() -> EventLinks.replace(event.key(), draft))
                .replaceWith(() -> UpsertResult.recorded(event.key()));
    }

    /** Call inside a {@link WriteTransaction}. */
    Uni<UpsertResult> revise(Event event, EventDraft draft) {
        return symbol(event, draft).map(symbol -> draft.applyTo(event, symbol)).chain(changed -> flush().chain(
                        () -> EventLinks.replace(event.key(), draft))
                .invoke(linksChanged -> event.reviseIf(changed || linksChanged, clock))
                .map(linksChanged -> UpsertResult.existing(event.key(), changed || linksChanged)));
    }

    /** A record that states no symbol leaves the one that an import of votes has given to the event. */
    private Uni<String> symbol(Event event, EventDraft draft) {
        if (draft.symbol() != null || event.symbol == null) {
            return Uni.createFrom().item(draft.symbol());
        }
        return TransactionSql.rows(
                        "select value from event_alias where scheme = 'symbol' and value = ?1 and event_id = ?2",
                        event.symbol,
                        event.key())
                .map(given -> given.isEmpty() ? null : event.symbol);
    }

    /**
     * Call inside a {@link WriteTransaction}.
     *
     * @param saved the result of saving the event itself
     * @param causes the keys of the events that led to it
     */
    public Uni<UpsertResult> saveCauses(UpsertResult saved, List<Long> causes) {
        return EventLinks.replaceCauses(saved.key(), causes).chain(changed -> {
            UpsertResult outcome = saved.revisedIf(changed);
            return outcome.equals(saved)
                    ? Uni.createFrom().item(saved)
                    : findById(saved.key())
                            .invoke(event -> event.reviseIf(true, clock))
                            .replaceWith(outcome);
        });
    }

    /**
     * The keys of the events that have the slugs, or had them before, by slug. Call inside a {@link WriteTransaction}.
     */
    public Uni<Map<String, Long>> keysBySlug(Collection<String> slugs) {
        return TransactionSql.keysByName(
                "select w.slug, coalesce(e.id, a.event_id) from unnest(cast(?1 as text[])) as w(slug)"
                        + " left join event e on e.slug = w.slug"
                        + " left join event_alias a on a.scheme = 'slug' and a.value = w.slug"
                        + " where coalesce(e.id, a.event_id) is not null",
                (Object) slugs.toArray(String[]::new));
    }

    private static PagedSelect<Event> select(Sql where) {
        return new PagedSelect<>(Event.COLUMNS.all().sql(), "event e", null, where, Event::readAll);
    }

    private static PagedSelect<Event> ofTopics(Sql where) {
        return new PagedSelect<>(
                Event.COLUMNS.all().sql(),
                "event_topic et" + KnownMoment.joinByKey("event e", "et.event_id"),
                "et.topic_id",
                where,
                Event::readAll);
    }

    private static PagedSelect<Event> ofCountries(ParticipantRole role, Sql where) {
        String inRole = role == null ? "" : " where role = '" + role.name() + "'";
        return new PagedSelect<>(
                Event.COLUMNS.all().sql(),
                "(select distinct country_id, event_id from participation" + inRole + ") pa"
                        + KnownMoment.joinByKey("event e", "pa.event_id"),
                "pa.country_id",
                where,
                Event::readAll);
    }

    private static PagedSelect<Event> citing() {
        return new PagedSelect<>(
                Event.COLUMNS.all().sql(),
                "event_source es" + KnownMoment.joinByKey("event e", "es.event_id"),
                "es.source_id",
                new Sql(),
                Event::readAll);
    }

    private Sql where(EventFilter filter, EventOrder order) {
        return EventFilterSql.of(filter, order, false, countries);
    }
}
