package org.demarche.stance;

import org.demarche.paging.ColumnType;
import org.demarche.paging.Keyset;
import org.demarche.paging.KeysetColumn;
import org.eclipse.microprofile.graphql.Description;

@Description("How a list of stances is sorted.")
public enum StanceOrder {
    @Description("Those that began first before the others; a partial date counts as its first day.")
    SINCE_ASC,
    @Description("Those that began last before the others; a partial date counts as its first day.")
    SINCE_DESC,
    @Description("By the country's English name, A to Z.")
    COUNTRY_ASC,
    @Description("By the country's English name, Z to A.")
    COUNTRY_DESC,
    @Description("Those that were recorded or revised first before the others.")
    REVISED_ASC,
    @Description("Those that were recorded or revised last before the others: what is new.")
    REVISED_DESC;

    Keyset<Stance> keyset(String list) {
        KeysetColumn<Stance> key = new KeysetColumn<>("s.id", ColumnType.NUMBER, Stance::key);
        return switch (this) {
            case SINCE_ASC, SINCE_DESC ->
                Keyset.of(list, this, new KeysetColumn<>("s.since_day", ColumnType.DATE, Stance::getSinceDay), key);
            case COUNTRY_ASC, COUNTRY_DESC ->
                Keyset.of(
                        list,
                        this,
                        new KeysetColumn<>("c.name_key", ColumnType.TEXT, stance -> stance.getCountry()
                                .nameKey()),
                        key);
            case REVISED_ASC, REVISED_DESC ->
                Keyset.of(list, this, new KeysetColumn<>("s.revised_at", ColumnType.TIME, Stance::revisedTime), key);
        };
    }

    boolean byCountry() {
        return this == COUNTRY_ASC || this == COUNTRY_DESC;
    }

    boolean byRevision() {
        return this == REVISED_ASC || this == REVISED_DESC;
    }
}
