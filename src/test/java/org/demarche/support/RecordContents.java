package org.demarche.support;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the tables contain, by what names things and not by their keys: a line for each row. */
public final class RecordContents {

    /** A query of the lines, sorted, by table. */
    public static final Map<String, String> TABLES = new LinkedHashMap<>();

    private static final String SOURCES_OF =
            "array(select so.fingerprint from %1$s_source l join source so on so.id = l.source_id where l.%1$s_id = %2$s.id"
                    + " order by l.ordinal) as sources";

    static {
        add(
                "source",
                "select title, publisher, author, url, published_on, language, attribution, released_on from source so where"
                        + " exists (select from event_source where source_id = so.id)"
                        + " or exists (select from stance_source where source_id = so.id)");
        add(
                "country",
                "select code, code3, numeric_code, name, search_names, region, subregion, existed_from,"
                        + " existed_until from country");
        add(
                "succession",
                "select p.code, s.code as successor, n.continues_seat from country_succession n join country p on"
                        + " p.id = n.predecessor_id join country s on s.id = n.successor_id");
        add("topic", "select slug, title, description from topic");
        add("bloc", "select code, name, kind from bloc");
        add(
                "membership",
                "select b.code, c.code as member, m.from_date, m.until_date from membership m join bloc b on b.id = m.bloc_id"
                        + " join country c on c.id = m.country_id");
        add(
                "event",
                "select slug, global_name, symbol, margin, title, summary, kind, status, date, end_date,"
                        + " array(select t.slug from event_topic l join topic t on t.id = l.topic_id where l.event_id = e.id"
                        + " order by 1) as topics,"
                        + " array(select c.code || p.role from participation p join country c on c.id = p.country_id"
                        + " where p.event_id = e.id order by p.ordinal) as participants,"
                        + " array(select o.slug from event_link l join event o on o.id = l.cause_id where l.effect_id = e.id"
                        + " order by 1) as causes, " + SOURCES_OF.formatted("event", "e") + " from event e");
        add("alias", "select a.scheme, a.value, e.slug from event_alias a join event e on e.id = a.event_id");
        add(
                "un_vote",
                "select e.slug, v.publication, v.number, v.body, v.session, v.special_session, v.date, v.symbol,"
                        + " v.written_symbol, v.kind, v.draft, v.meeting, v.title, v.summary, v.without_vote, so.fingerprint"
                        + " from un_vote v join event e on e.id = v.event_id left join source so on so.id = v.source_id");
        add(
                "stance",
                "select e.slug, c.code, s.global_name, s.position, s.act, s.since, s.until, s.summary, s.quote, s.speaker, s.confidence, "
                        + SOURCES_OF.formatted("stance", "s")
                        + " from stance s join event e on e.id = s.event_id join country c on c.id = s.country_id");
    }

    private RecordContents() {}

    private static void add(String table, String rows) {
        TABLES.put(table, "select cast(to_json(x) as text) as line from (" + rows + ") x order by 1");
    }
}
