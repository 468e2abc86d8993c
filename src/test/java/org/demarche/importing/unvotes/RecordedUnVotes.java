package org.demarche.importing.unvotes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.demarche.support.BulkRecord;

/**
 * Votes of the United Nations in the database, row by row, without keys, revisions and times.
 *
 * @param statements what each publication states, and about which event
 */
record RecordedUnVotes(List<String> events, List<String> stances, List<String> statements) {

    private static final String OF_VOTES =
            " exists (select from un_vote v where v.event_id = e.id and (%s)) order by e.slug collate \"C\"";

    /** What is left of votes whose events have gone. */
    private static final String FORGET =
            " delete from event_topic where topic_id in (select id from topic where slug ~ '^un-(ga|sc)');"
                    + " delete from topic where slug ~ '^un-(ga|sc)';"
                    + " delete from source so where not exists (select from event_source es where es.source_id = so.id)"
                    + " and not exists (select from stance_source ss where ss.source_id = so.id);"
                    + " delete from loaded_record where name = 'un-votes'";

    private static final String EVENTS = """
            select concat_ws('|', e.slug, coalesce(e.symbol, '-'), coalesce(e.margin::text, '-'), e.kind, e.date, e.title, e.summary,
                (select string_agg(t.slug, ',' order by t.slug collate "C")
                 from event_topic et join topic t on t.id = et.topic_id where et.event_id = e.id),
                (select string_agg(so.title || ' ' || so.url, ',' order by es.ordinal)
                 from event_source es join source so on so.id = es.source_id where es.event_id = e.id))
            from event e where
            """ + OF_VOTES;

    private static final String STANCES = """
            select concat_ws('|', e.slug, c.code, s.position, s.since,
                (select string_agg(so.title || ' ' || so.url, ',' order by ss.ordinal)
                 from stance_source ss join source so on so.id = ss.source_id where ss.stance_id = s.id))
            from stance s join event e on e.id = s.event_id join country c on c.id = s.country_id where
            """ + OF_VOTES + ", c.code, s.since";

    private static final String STATEMENTS = """
            select concat_ws('|', e.slug, s.publication, s.number, s.body, s.session, s.date, s.symbol, s.kind, s.draft,
                s.meeting, s.without_vote)
            from un_vote s join event e on e.id = s.event_id where
            """ + OF_VOTES + ", s.publication, s.number collate \"C\"";

    static RecordedUnVotes all() {
        return where("true");
    }

    /** @param condition on un_vote v; an event is taken with all that is stated about it if one statement meets it */
    static RecordedUnVotes where(String condition) {
        return new RecordedUnVotes(
                BulkRecord.texts(EVENTS.formatted(condition)),
                BulkRecord.texts(STANCES.formatted(condition)),
                BulkRecord.texts(STATEMENTS.formatted(condition)));
    }

    RecordedUnVotes withoutAbsences() {
        return new RecordedUnVotes(
                events,
                stances.stream().filter(row -> !row.contains("|ABSENT|")).toList(),
                statements);
    }

    /** The rows that only one of the two has; comparing a million rows pairwise would take too long. */
    List<String> differences(RecordedUnVotes other) {
        return List.of(
                        differences(events, other.events),
                        differences(stances, other.stances),
                        differences(statements, other.statements))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> differences(List<String> rows, List<String> others) {
        Map<String, Long> counts =
                new TreeMap<>(rows.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
        others.forEach(row -> counts.merge(row, -1L, Long::sum));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .limit(20)
                .map(entry -> (entry.getValue() > 0 ? "more: " : "less: ") + entry.getKey())
                .toList();
    }

    static void delete() {
        BulkRecord.execute("delete from event where id in (select event_id from un_vote);" + FORGET);
    }

    /** Also deletes all other events. Of a million stances, the cascades that delete each with its history take minutes. */
    static void truncate() {
        BulkRecord.execute("truncate event cascade;" + FORGET);
    }
}
