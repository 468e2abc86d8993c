package org.demarche.event;

import org.demarche.paging.ColumnType;
import org.demarche.paging.Keyset;
import org.demarche.paging.KeysetColumn;
import org.eclipse.microprofile.graphql.Description;

@Description("How a list of events is sorted.")
public enum EventOrder {
    @Description("Oldest first; a partial date counts as its first day.")
    DATE_ASC,
    @Description("Newest first; a partial date counts as its first day.")
    DATE_DESC,
    @Description("By title, A to Z.")
    TITLE_ASC,
    @Description("By title, Z to A.")
    TITLE_DESC;

    Keyset<Event> keyset(String list) {
        return keyset(list, "e.day", "e.id");
    }

    /** @param day the column with the day, from the table whose index has it next to {@code id} */
    Keyset<Event> keyset(String list, String day, String id) {
        KeysetColumn<Event> key = new KeysetColumn<>(id, ColumnType.NUMBER, Event::key);
        return switch (this) {
            case DATE_ASC, DATE_DESC ->
                Keyset.of(list, this, new KeysetColumn<>(day, ColumnType.DATE, Event::day), key);
            case TITLE_ASC, TITLE_DESC ->
                Keyset.of(list, this, new KeysetColumn<>("e.title_key", ColumnType.TEXT, Event::titleKey), key);
        };
    }
}
