package org.demarche.importing.unvotes;

import java.util.List;

import org.demarche.support.BulkRecord;

/** All votes of the United Nations in the database, row by row, without keys, revisions and times. */
final class RecordedUnVotes {

    private static final String EVENTS = """
            select concat_ws('|', e.slug, e.kind, e.date, e.title, e.summary,
                (select string_agg(t.slug, ',' order by t.slug collate "C")
                 from event_topic et join topic t on t.id = et.topic_id where et.event_id = e.id),
                (select string_agg(so.title || ' ' || so.url, ',' order by es.ordinal)
                 from event_source es join source so on so.id = es.source_id where es.event_id = e.id))
            from event e where exists (select from un_vote v where v.event_id = e.id) order by e.slug collate "C"
            """;

    private static final String STANCES = """
            select concat_ws('|', e.slug, c.code, s.position, s.since,
                (select string_agg(so.title || ' ' || so.url, ',' order by ss.ordinal)
                 from stance_source ss join source so on so.id = ss.source_id where ss.stance_id = s.id))
            from stance s join event e on e.id = s.event_id join country c on c.id = s.country_id
            where exists (select from un_vote v where v.event_id = e.id)
            order by e.slug collate "C", c.code, s.since
            """;

    private static final String STATEMENTS = """
            select concat_ws('|', e.slug, v.publication, v.number, v.body, v.session, v.date, v.symbol, v.kind, v.draft,
                v.meeting, v.without_vote)
            from un_vote v join event e on e.id = v.event_id order by v.publication, v.number collate "C"
            """;

    private RecordedUnVotes() {}

    static List<String> events() {
        return BulkRecord.texts(EVENTS);
    }

    static List<String> stances() {
        return BulkRecord.texts(STANCES);
    }

    /** What each publication states, and about which event. */
    static List<String> statements() {
        return BulkRecord.texts(STATEMENTS);
    }

    static void delete() {
        BulkRecord.execute("delete from event where id in (select event_id from un_vote);"
                + " delete from event_topic where topic_id in (select id from topic where slug ~ '^un-(ga|sc)');"
                + " delete from topic where slug ~ '^un-(ga|sc)';"
                + " delete from source so where not exists (select from event_source es where es.source_id = so.id)"
                + " and not exists (select from stance_source ss where ss.source_id = so.id)");
    }
}
