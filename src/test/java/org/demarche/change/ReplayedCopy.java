package org.demarche.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.demarche.change.ReplayIT.RunningServices;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that keeps the cursor and applies each change, from either service. */
final class ReplayedCopy {

    private static final String PAGE = """
            { changes(first: 50, after: "%s") { pageInfo { hasNextPage endCursor } nodes { cursor kind nodeId node { __typename
                ... on Country { code code3 successors { code } }
                ... on Bloc { code name blocKind: kind }
                ... on Topic { slug title description }
                ... on Event { slug symbol title summary kind status date endDate revision topics { slug }
                    participants { role country { code } } precededBy { slug } sources { title } }
                ... on Stance { event { slug } country { code } position act since until summary quote speaker confidence
                    revision sources { title } } } } } }""";

    private static final String SOURCES =
            "(select string_agg(so.title, ',' order by so.title collate \"C\") from %s ls join source so on so.id = ls.source_id"
                    + " where ls.%s = %s.id)";

    /** The global id of each object, and its fields as {@link #line} writes them. */
    static final List<String> EXPECTED = List.of(
            id("Country", "c.code")
                    + row(
                            "c.code",
                            "c.code3",
                            "(select string_agg(o.code, ',' order by o.code collate \"C\") from country_succession n"
                                    + " join country o on o.id = n.successor_id where n.predecessor_id = c.id)")
                    + " from country c",
            id("Bloc", "b.code") + row("b.code", "b.name", "b.kind") + " from bloc b",
            id("Topic", "t.slug") + row("t.slug", "t.title", "t.description") + " from topic t",
            id("Event", "coalesce(e.global_name, e.slug)")
                    + row(
                            "e.slug",
                            "e.symbol",
                            "e.title",
                            "e.summary",
                            "e.kind",
                            "e.status",
                            "e.date",
                            "e.end_date",
                            "e.revision::text",
                            "(select string_agg(t.slug, ',' order by t.slug collate \"C\") from event_topic et"
                                    + " join topic t on t.id = et.topic_id where et.event_id = e.id)",
                            "(select string_agg(p.role || c.code, ',' order by p.role || c.code collate \"C\")"
                                    + " from participation p join country c on c.id = p.country_id where p.event_id = e.id)",
                            "(select string_agg(ce.slug, ',' order by ce.slug collate \"C\") from event_link l"
                                    + " join event ce on ce.id = l.cause_id where l.effect_id = e.id)",
                            SOURCES.formatted("event_source", "event_id", "e"))
                    + " from event e",
            id("Stance", "name_of_changed(5, s.id)")
                    + row(
                            "e.slug",
                            "c.code",
                            "s.position",
                            "s.act",
                            "s.since",
                            "s.until",
                            "s.summary",
                            "s.quote",
                            "s.speaker",
                            "s.confidence",
                            "s.revision::text",
                            SOURCES.formatted("stance_source", "stance_id", "s"))
                    + " from stance s join event e on e.id = s.event_id join country c on c.id = s.country_id");

    private final RunningServices services;
    private final Map<String, String> rows = new HashMap<>();
    private final List<String> places = new ArrayList<>();
    private volatile boolean stopped;
    private String cursor = "";
    private int pages;

    ReplayedCopy(RunningServices services) {
        this.services = services;
        assertThat(ask()).as("the query is valid").doesNotContain("\"errors\"");
    }

    private static String id(String type, String name) {
        return "select rtrim(translate(encode(convert_to('%s/' || %s, 'UTF8'), 'base64'), e'+/\\n', '-_'), '='), "
                .formatted(type, name);
    }

    private static String row(String... columns) {
        return "concat_ws('|', coalesce(" + String.join(", '-'), coalesce(", columns) + ", '-'))";
    }

    void replayUntilStopped() {
        while (!stopped) {
            replayPage();
        }
    }

    void stop() {
        stopped = true;
    }

    void replayToTheEnd() {
        while (replayPage()) {}
    }

    Map<String, String> rows() {
        return rows;
    }

    List<String> places() {
        return places;
    }

    /** @return whether there is more */
    private boolean replayPage() {
        JsonObject page = ReplayIT.whenBack(this::page);
        page.getJsonArray("nodes").forEach(change -> apply((JsonObject) change));
        String end = page.getJsonObject("pageInfo").getString("endCursor");
        cursor = end == null ? cursor : end;
        return page.getJsonObject("pageInfo").getBoolean("hasNextPage");
    }

    /** Null while the database restarts. */
    private JsonObject page() {
        JsonObject body = new JsonObject(ask());
        return body.containsKey("errors") ? null : body.getJsonObject("data").getJsonObject("changes");
    }

    private String ask() {
        return services.get(pages++ % 2).send(PAGE.formatted(cursor)).join();
    }

    private void apply(JsonObject change) {
        places.add(change.getString("cursor"));
        JsonObject node = change.getJsonObject("node");
        if (node == null) {
            rows.remove(change.getString("nodeId"));
        } else {
            rows.put(change.getString("nodeId"), line(node));
        }
    }

    private static String line(JsonObject node) {
        return node.stream()
                .filter(field -> !field.getKey().equals("__typename"))
                .map(field -> text(field.getValue()))
                .collect(Collectors.joining("|"));
    }

    private static String text(Object value) {
        if (value instanceof JsonArray list) {
            String texts = list.stream().map(ReplayedCopy::text).sorted().collect(Collectors.joining(","));
            return texts.isEmpty() ? "-" : texts;
        }
        if (value instanceof JsonObject object) {
            return object.stream().map(field -> text(field.getValue())).collect(Collectors.joining());
        }
        return value == null ? "-" : value.toString();
    }
}
