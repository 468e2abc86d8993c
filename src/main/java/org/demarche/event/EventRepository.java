package org.demarche.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.country.CountryDirectory;
import org.demarche.database.ReadSession;
import org.demarche.database.UpsertResult;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.SessionQuery;
import org.demarche.database.sql.Sql;
import org.demarche.graphql.loader.EntityColumns;
import org.demarche.graphql.relay.NodeLoader;
import org.demarche.graphql.schema.DateRange;
import org.demarche.model.SearchText;
import org.demarche.model.Slug;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

@Singleton
public class EventRepository implements PanacheRepositoryBase<Event, Long>, NodeLoader {

    private static final String SELECT = "select " + Event.COLUMNS.all().sql() + " from event e";

    private final ReadSession session;
    private final CountryDirectory countries;

    EventRepository(ReadSession session, CountryDirectory countries) {
        this.session = session;
        this.countries = countries;
    }

    @Override
    public String type() {
        return Event.TYPE;
    }

    @Override
    public Uni<Map<Long, Event>> byKeys(Collection<Long> keys) {
        return byKeys(Event.COLUMNS.all(), keys);
    }

    public Uni<Map<Long, Event>> byKeys(EntityColumns.Selected columns, Collection<Long> keys) {
        return session.byKey(
                Sql.byKeys("select " + columns.sql() + " from event e", "e.id", keys), row -> Event.read(row, columns));
    }

    /** The event that has the slug, else the one that had it before. Null for an unknown slug. */
    Uni<Event> bySlug(String slug) {
        return session.first(
                Sql.of(
                        SELECT + " where e.id = coalesce((select id from event where slug = ?), (select event_id from"
                                + " event_alias where scheme = 'slug' and value = ?))",
                        slug,
                        slug),
                EventRepository::readAll);
    }

    Uni<Page<Event>> page(EventFilter filter, PageRequest<Event> request) {
        return countries.with(() -> session.page(select(filter), request));
    }

    Uni<Integer> count(EventFilter filter) {
        return countries.with(() -> session.count(select(filter)));
    }

    Uni<Map<Long, Page<Event>>> pagesOfTopics(Collection<Long> topics, EventFilter filter, PageRequest<Event> request) {
        return countries.with(() -> session.pages(ofTopics(filter), topics, request));
    }

    Uni<Map<Long, Integer>> countsOfTopics(Collection<Long> topics, EventFilter filter) {
        return countries.with(() -> session.counts(ofTopics(filter), topics));
    }

    /** @param role null for any role */
    Uni<Map<Long, Page<Event>>> pagesOfCountries(
            Collection<Long> keys, ParticipantRole role, EventFilter filter, PageRequest<Event> request) {
        return countries.with(() -> session.pages(ofCountries(role, filter), keys, request));
    }

    Uni<Map<Long, Integer>> countsOfCountries(Collection<Long> keys, ParticipantRole role, EventFilter filter) {
        return countries.with(() -> session.counts(ofCountries(role, filter), keys));
    }

    /** By source, newest first. */
    Uni<Map<Long, Page<Event>>> pagesOfSources(Collection<Long> sources, PageRequest<Event> request) {
        return session.pages(citing(), sources, request);
    }

    Uni<Map<Long, Integer>> countsOfSources(Collection<Long> sources) {
        return session.counts(citing(), sources);
    }

    /** The events that led to each event, by event. */
    Uni<Map<Long, List<Event>>> causes(Collection<Long> events) {
        return linked("effect_id", "cause_id", events);
    }

    /** The events that each event led to, by event. */
    Uni<Map<Long, List<Event>>> effects(Collection<Long> events) {
        return linked("cause_id", "effect_id", events);
    }

    /** By event, in the order of the record. */
    Uni<Map<Long, List<Participation>>> participations(Collection<Long> events) {
        Sql sql = Sql.of(
                "select p.event_id as parent, p.country_id, p.role from participation p where p.event_id = any(?)"
                        + " order by p.ordinal",
                (Object) events.toArray(Long[]::new));
        return countries.with(() -> session.listByParent(
                sql,
                row -> new Participation(
                        countries.get(row.getLong("country_id")), ParticipantRole.valueOf(row.getString("role")))));
    }

    /** Call inside a {@link WriteTransaction}. An event that had the slug before keeps its present one. */
    public Uni<UpsertResult> save(EventDraft draft) {
        return keysBySlug(List.of(draft.slug())).chain(this::findFirst).chain(found -> {
            Event event = found == null ? Event.create(draft.slug()) : found;
            boolean changed = draft.applyTo(event);
            return found == null
                    ? persistAndFlush(event)
                            .chain(() -> EventLinks.replace(event.key(), draft))
                            .replaceWith(() -> UpsertResult.recorded(event.key()))
                    : flush().chain(() -> EventLinks.replace(event.key(), draft))
                            .invoke(linksChanged -> event.reviseIf(changed || linksChanged))
                            .map(linksChanged -> UpsertResult.existing(event.key(), changed || linksChanged));
        });
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
                            .invoke(event -> event.reviseIf(true))
                            .replaceWith(outcome);
        });
    }

    /**
     * The keys of the events that have the slugs, or had them before, by slug. Call inside a {@link WriteTransaction}.
     */
    public Uni<Map<String, Long>> keysBySlug(Collection<String> slugs) {
        return SessionQuery.rows(
                        "select w.slug, coalesce(e.id, a.event_id) from unnest(cast(?1 as text[])) as w(slug)"
                                + " left join event e on e.slug = w.slug"
                                + " left join event_alias a on a.scheme = 'slug' and a.value = w.slug"
                                + " where coalesce(e.id, a.event_id) is not null",
                        (Object) slugs.toArray(String[]::new))
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1])));
    }

    private Uni<Event> findFirst(Map<String, Long> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().nullItem()
                : findById(keys.values().iterator().next());
    }

    private Uni<Map<Long, List<Event>>> linked(String from, String to, Collection<Long> events) {
        return session.listByParent(
                Sql.of(
                        "select %s, l.%s as parent from event_link l join event e on e.id = l.%s where l.%s = any(?)"
                                        .formatted(Event.COLUMNS.all().sql(), from, to, from)
                                + " order by e.day, e.id",
                        (Object) events.toArray(Long[]::new)),
                EventRepository::readAll);
    }

    private static Event readAll(Row row) {
        return Event.read(row, Event.COLUMNS.all());
    }

    private PagedSelect<Event> select(EventFilter filter) {
        return new PagedSelect<>(Event.COLUMNS.all().sql(), "event e", null, where(filter), EventRepository::readAll);
    }

    private PagedSelect<Event> ofTopics(EventFilter filter) {
        return new PagedSelect<>(
                Event.COLUMNS.all().sql(),
                "event_topic et join event e on e.id = et.event_id",
                "et.topic_id",
                where(filter),
                EventRepository::readAll);
    }

    private PagedSelect<Event> ofCountries(ParticipantRole role, EventFilter filter) {
        String inRole = role == null ? "" : " where role = '" + role.name() + "'";
        return new PagedSelect<>(
                Event.COLUMNS.all().sql(),
                "(select distinct country_id, event_id from participation" + inRole + ") pa"
                        + " join event e on e.id = pa.event_id",
                "pa.country_id",
                where(filter),
                EventRepository::readAll);
    }

    private static PagedSelect<Event> citing() {
        return new PagedSelect<>(
                Event.COLUMNS.all().sql(),
                "event_source es join event e on e.id = es.event_id",
                "es.source_id",
                new Sql(),
                EventRepository::readAll);
    }

    /** Looks up topics and participants once, into an array: the planner would estimate a join by the average per topic. */
    private Sql where(EventFilter filter) {
        Sql where = new Sql();
        if (filter.slugs() != null) {
            String[] slugs = Slug.checked("filter.slugs", filter.slugs());
            where.add(
                    " and e.id = any(array(select id from event where slug = any(?) union select event_id from event_alias"
                            + " where scheme = 'slug' and value = any(?)))",
                    slugs,
                    slugs);
        }
        where.addNames(filter.kinds(), " and e.kind = any(?)");
        where.addNames(filter.statuses(), " and e.status = any(?)");
        if (filter.topics() != null) {
            where.add(
                    " and e.id = any(array(select ft.event_id from event_topic ft join topic t on t.id = ft.topic_id"
                            + " where t.slug = any(?)))",
                    (Object) Slug.checked("filter.topics", filter.topics()));
        }
        if (filter.participants() != null) {
            where.add(
                    " and e.id = any(array(select fp.event_id from participation fp where fp.country_id = any(?)))",
                    (Object) countries.keys("filter.participants", filter.participants()));
        }
        if (filter.date() != null) {
            DateRange date = filter.date().checked("filter.date");
            where.addIf(date.from(), " and e.day >= ?").addIf(date.to(), " and e.day <= ?");
        }
        return where.addIf(
                SearchText.checked("filter.search", filter.search()),
                " and e.search @@ (select websearch_to_tsquery('demarche_text', searchable(?)))");
    }
}
