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
    TITLE_DESC,
    @Description("The most opposed first; events without a margin last.")
    MARGIN_ASC,
    @Description("The most supported first; events without a margin last.")
    MARGIN_DESC,
    @Description("By the time of the last revision, earliest first.")
    REVISED_ASC,
    @Description("By the time of the last revision, latest first.")
    REVISED_DESC;

    Keyset<Event> keyset(String list) {
        return keyset(list, "e.day", "e.id");
    }

    /** @param day the column with the day, from the table whose index has it next to {@code id} */
    Keyset<Event> keyset(String list, String day, String id) {
        KeysetColumn<Event> key = new KeysetColumn<>(id, ColumnType.NUMBER, Event::key);
        return switch (this) {
            case DATE_ASC, DATE_DESC ->
                Keyset.of(list, this, new KeysetColumn<>(day, ColumnType.DATE, Event::getDay), key);
            case TITLE_ASC, TITLE_DESC ->
                Keyset.of(list, this, new KeysetColumn<>("e.title_key", ColumnType.TEXT, Event::titleKey), key);
            case MARGIN_ASC, MARGIN_DESC -> Keyset.of(list, this, margin(), key);
            case REVISED_ASC, REVISED_DESC ->
                Keyset.of(list, this, new KeysetColumn<>("e.revised_at", ColumnType.TIME, Event::revisedTime), key);
        };
    }

    private KeysetColumn<Event> margin() {
        return new KeysetColumn<>(marginSql(), ColumnType.NUMBER, event -> event.marginOr(unknownMargin()));
    }

    /** The indexed expression that a range of margins is read by in this order. */
    String marginSql() {
        return "coalesce(e.margin, " + unknownMargin() + ")";
    }

    /** Puts events without a margin last. */
    private int unknownMargin() {
        return this == MARGIN_DESC ? -Integer.MAX_VALUE : Integer.MAX_VALUE;
    }
}
