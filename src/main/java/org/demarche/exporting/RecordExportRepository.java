package org.demarche.exporting;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.database.RowBatches;
import org.demarche.database.Snapshot;
import org.demarche.database.SnapshotReads;
import org.demarche.database.sql.Sql;
import org.demarche.event.EventExportRepository;
import org.demarche.event.EventFilter;
import org.demarche.stance.StanceExportRepository;
import org.demarche.stance.StanceFilter;

/**
 * Reads what a record contains: events with their stances, and after them what they refer to. Events that led to one of them
 * come along, because a record must not refer to what it does not contain.
 */
@Singleton
class RecordExportRepository {

    private static final int EVENTS = 50;

    private static final String CLOSED = """
            , closed(id) as (
                select chosen.id from chosen
                union select l.cause_id from closed join event_link l on l.effect_id = closed.id)
            select e.id from closed join event e on e.id = closed.id order by e.day, e.id""";

    private static final String EVENT = """
            select json_strip_nulls(json_build_object(
                'slug', e.slug, 'globalName', e.global_name, 'symbol', e.symbol, 'title', e.title, 'summary', e.summary, 'kind', e.kind, 'status', e.status,
                'date', e.date, 'endDate', e.end_date,
                'topics', (select json_agg(t.slug order by t.slug) from event_topic et join topic t on t.id = et.topic_id
                    where et.event_id = e.id),
                'participants', (select json_agg(json_build_object('country', c.code, 'role', p.role) order by p.ordinal)
                    from participation p join country c on c.id = p.country_id where p.event_id = e.id),
                'precededBy', (select json_agg(ce.slug order by ce.slug) from event_link l join event ce on ce.id = l.cause_id
                    where l.effect_id = e.id),
                'sources', (select json_agg('s' || es.source_id order by es.ordinal) from event_source es
                    where es.event_id = e.id),
                'aliases', (select json_agg(json_build_object('scheme', upper(a.scheme), 'value', a.value)
                        order by a.scheme, a.value)
                    from event_alias a where a.event_id = e.id),
                'publications', (select json_agg(json_build_object('publication', v.publication, 'number', v.number,
                        'body', v.body, 'session', v.session, 'specialSession', v.special_session, 'date', v.date,
                        'symbol', v.symbol, 'writtenSymbol', v.written_symbol, 'kind', v.kind, 'draft', v.draft,
                        'meeting', v.meeting, 'title', v.title, 'summary', v.summary,
                        'withoutVote', case when v.without_vote then true end, 'source', 's' || v.source_id)
                        order by v.publication)
                    from un_vote v where v.event_id = e.id),
                'positions', taken.positions, 'stances', taken.stances)) as entry
            from event e
            cross join lateral (
                with cited as (
                    select c.code, s.global_name, s.position, s.act, s.since, s.until, s.summary, s.quote, s.speaker,
                        s.confidence, s.since_day,
                        array(select 's' || ss.source_id from stance_source ss where ss.stance_id = s.id
                            order by ss.ordinal) as sources,
                        s.summary is null and s.quote is null and s.speaker is null and s.global_name is null as in_group
                    from stance s join country c on c.id = s.country_id where s.event_id = e.id""";

    private static final String EVENT_END = """
            ),
                alike as (
                    select act, since, until, confidence, sources, position, json_agg(code order by code) as codes
                    from cited where in_group group by act, since, until, confidence, sources, position),
                groups as (
                    select act, since, until, confidence, sources, json_object_agg(position, codes order by position) as countries
                    from alike group by act, since, until, confidence, sources)
                select
                    (select json_agg(json_build_object('act', act, 'since', since, 'until', until, 'confidence', confidence,
                        'sources', to_json(sources), 'countries', countries) order by since, act, sources) from groups) as positions,
                    (select json_agg(json_build_object('country', code, 'globalName', global_name, 'position', position, 'act', act, 'since', since,
                        'until', until, 'summary', summary, 'quote', quote, 'speaker', speaker, 'confidence', confidence,
                        'sources', to_json(sources)) order by since_day, code) from cited where not in_group) as stances
                ) taken
            where e.id = any(?)
            order by e.day, e.id""";

    private static final String TOPICS = """
            select json_strip_nulls(json_build_object('slug', t.slug, 'title', t.title, 'description', t.description))
            from topic t""";

    private static final String COUNTRIES = """
            select json_strip_nulls(json_build_object('code', c.code, 'code3', c.code3, 'numericCode', c.numeric_code,
                'name', c.name,
                'otherNames', (select json_agg(w.name order by w.place)
                    from unnest(string_to_array(c.search_names, e'\\n')) with ordinality as w(name, place)
                    cross join lateral (select greatest(
                        array_position(string_to_array(c.search_names, e'\\n'), c.code),
                        array_position(string_to_array(c.search_names, e'\\n'), c.code3)) as place) codes
                    where w.place > 1 and w.place < codes.place and not (w.name = c.code and w.place = codes.place - 1)),
                'region', c.region, 'subregion', c.subregion,
                'existedFrom', c.existed_from, 'existedUntil', c.existed_until,
                'successors', (select json_agg(o.code order by o.code) from country_succession n
                    join country o on o.id = n.successor_id where n.predecessor_id = c.id),
                'seatContinuedBy', (select o.code from country_succession n join country o on o.id = n.successor_id
                    where n.predecessor_id = c.id and n.continues_seat)))
            from country c order by c.code""";

    private static final String BLOCS = """
            select json_strip_nulls(json_build_object('code', b.code, 'name', b.name, 'kind', b.kind,
                'members', (select json_agg(json_build_object('country', c.code, 'from', m.from_date, 'until', m.until_date)
                        order by m.from_day, c.code)
                    from membership m join country c on c.id = m.country_id where m.bloc_id = b.id)))
            from bloc b order by b.code""";

    private static final String SOURCE = """
            select json_strip_nulls(json_build_object('id', 's' || so.id, 'title', so.title, 'publisher', so.publisher,
                'author', so.author, 'url', so.url, 'publishedOn', so.published_on, 'language', so.language,
                'attribution', so.attribution, 'releasedOn', so.released_on))
            from source so where so.id = any(?) order by so.id""";

    private final SnapshotReads snapshots;
    private final StanceExportRepository stances;
    private final EventExportRepository events;

    RecordExportRepository(SnapshotReads snapshots, StanceExportRepository stances, EventExportRepository events) {
        this.snapshots = snapshots;
        this.stances = stances;
        this.events = events;
    }

    /** @param filter null for everything */
    Uni<RowBatches<RecordEntry>> ofEvents(EventFilter filter) {
        return events.condition(filter)
                .chain(condition -> open(
                        Sql.of("(select e.id from event e where true")
                                .add(condition)
                                .add(")"),
                        new Sql(),
                        filter == null));
    }

    /** @param filter null for everything; the events have only the stances that it selects */
    Uni<RowBatches<RecordEntry>> ofStances(StanceFilter filter) {
        return stances.condition(filter)
                .chain(condition -> open(
                        Sql.of("(select distinct s.event_id as id from stance s where true")
                                .add(condition)
                                .add(")"),
                        condition,
                        false));
    }

    private Uni<RowBatches<RecordEntry>> open(Sql chosen, Sql condition, boolean whole) {
        Sql keys = Sql.of("with recursive chosen as ").add(chosen).add(CLOSED);
        return snapshots
                .open()
                .map(snapshot -> new RecordBatches(
                        this,
                        snapshot,
                        snapshot.batches(
                                keys,
                                EVENTS,
                                batch -> Sql.of(EVENT).add(condition).add(EVENT_END, (Object)
                                        batch.toArray(Long[]::new)),
                                entry("events")),
                        whole));
    }

    /** @param slugs null for all topics */
    Uni<List<RecordEntry>> topics(Snapshot snapshot, Collection<String> slugs) {
        Sql sql = Sql.of(TOPICS);
        if (slugs != null) {
            sql.add(" where t.slug = any(?)", (Object) slugs.toArray(String[]::new));
        }
        return snapshot.list(sql.add(" order by t.slug"), entry("topics"));
    }

    Uni<List<RecordEntry>> countries(Snapshot snapshot) {
        return snapshot.list(Sql.of(COUNTRIES), entry("countries"));
    }

    Uni<List<RecordEntry>> blocs(Snapshot snapshot) {
        return snapshot.list(Sql.of(BLOCS), entry("blocs"));
    }

    Uni<List<RecordEntry>> sources(Snapshot snapshot, Collection<Long> keys) {
        return snapshot.list(Sql.of(SOURCE, (Object) keys.toArray(Long[]::new)), entry("sources"));
    }

    private static Function<Row, RecordEntry> entry(String list) {
        return row -> new RecordEntry(list, row.getJsonObject(0).getMap());
    }
}
