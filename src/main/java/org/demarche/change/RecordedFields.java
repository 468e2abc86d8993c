package org.demarche.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The fields of a type whose values are kept, each as an expression of a version v of the row. Links have the placeholder
 * {@link #HOLDS} for the condition on which a link l counts.
 */
final class RecordedFields {

    static final String HOLDS = "#holds";

    private static final String COUNTRY_CODE = "name_of_changed(1, %s)";

    private static final String SOURCE =
            "coalesce((select concat_ws(' ', title, url) from source where id = l.source_id),"
                    + " (select concat_ws(' ', title, url) from source_past where id = l.source_id order by changed_in desc limit 1))";

    private static final Map<ChangedType, RecordedFields> ALL = Map.of(
            ChangedType.COUNTRY,
                    new RecordedFields()
                            .columns("code", "code3")
                            .column("numericCode", "numeric_code")
                            .columns("name", "region", "subregion")
                            .column("existedFrom", "existed_from")
                            .column("existedUntil", "existed_until")
                            .links(
                                    "successors",
                                    "country_succession",
                                    "predecessor_id",
                                    COUNTRY_CODE.formatted("l.successor_id")),
            ChangedType.BLOC,
                    new RecordedFields()
                            .columns("code", "name", "kind")
                            .links(
                                    "memberships",
                                    "membership",
                                    "bloc_id",
                                    "concat_ws(' ', " + COUNTRY_CODE.formatted("l.country_id")
                                            + ", 'from ' || l.from_date, 'until ' || l.until_date)"),
            ChangedType.TOPIC, new RecordedFields().columns("slug", "title", "description"),
            ChangedType.EVENT,
                    new RecordedFields()
                            .columns("slug", "symbol", "title", "summary", "kind", "status", "date")
                            .column("endDate", "end_date")
                            .links("topics", "event_topic", "event_id", "name_of_changed(3, l.topic_id)")
                            .links(
                                    "participants",
                                    "participation",
                                    "event_id",
                                    COUNTRY_CODE.formatted("l.country_id") + " || ' ' || l.role")
                            .links("precededBy", "event_link", "effect_id", "name_of_changed(4, l.cause_id)")
                            .links("sources", "event_source", "event_id", SOURCE),
            ChangedType.STANCE,
                    new RecordedFields()
                            .expression("country", COUNTRY_CODE.formatted("v.country_id"))
                            .expression("event", "name_of_changed(4, v.event_id)")
                            .columns("position", "act", "since", "until", "summary", "quote", "speaker", "confidence")
                            .links("sources", "stance_source", "stance_id", SOURCE));

    private final Map<String, String> expressions = new LinkedHashMap<>();

    static RecordedFields of(ChangedType type) {
        return ALL.get(type);
    }

    List<String> names() {
        return List.copyOf(expressions.keySet());
    }

    /** An array of the values, in the order of the names. */
    String values(String holds) {
        return expressions.values().stream()
                .map(expression -> "(" + expression.replace(HOLDS, holds) + ")::text")
                .collect(Collectors.joining(", ", "array[", "]"));
    }

    private RecordedFields columns(String... names) {
        for (String name : names) {
            expressions.put(name, "v." + name);
        }
        return this;
    }

    private RecordedFields column(String name, String column) {
        return expression(name, "v." + column);
    }

    private RecordedFields expression(String name, String expression) {
        expressions.put(name, expression);
        return this;
    }

    /** In the order of their texts, and not of the links: what only changed places is the same. */
    private RecordedFields links(String name, String table, String owner, String value) {
        expressions.put(name, """
                select string_agg(t.text, e'\\n' order by t.text collate "C") from (select distinct %4$s as text from (
                    select l.*, null::bigint as superseded_in from %2$s l where l.%3$s = v.id
                    union all select l.* from %2$s_past l where l.%3$s = v.id) l where %1$s) t""".formatted(HOLDS, table, owner, value));
        return this;
    }
}
