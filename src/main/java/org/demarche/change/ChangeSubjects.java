package org.demarche.change;

import java.util.Set;

import io.vertx.sqlclient.Row;

/**
 * What a change is about, for watchers of only that.
 *
 * @param events the slugs that its event has or had
 * @param topics the slugs of the event's topics after the change and before it
 * @param countries the codes of the country, or of those that take part in the event
 */
record ChangeSubjects(Set<String> events, Set<String> topics, Set<String> countries) {

    static ChangeSubjects read(Row row) {
        return new ChangeSubjects(texts(row, "events"), texts(row, "topics"), texts(row, "countries"));
    }

    private static Set<String> texts(Row row, String column) {
        String[] texts = row.getArrayOfStrings(column);
        return texts == null ? Set.of() : Set.of(texts);
    }
}
