package org.demarche.country;

import org.demarche.graphql.page.Column;
import org.demarche.graphql.page.ColumnType;
import org.demarche.graphql.page.Keyset;
import org.eclipse.microprofile.graphql.Description;

@Description("How a list of countries is sorted.")
public enum CountryOrder {
    @Description("By English name, A to Z.")
    NAME_ASC,
    @Description("By English name, Z to A.")
    NAME_DESC,
    @Description("By code, A to Z.")
    CODE_ASC,
    @Description("By code, Z to A.")
    CODE_DESC;

    Keyset<Country> keyset(String list) {
        return switch (this) {
            case NAME_ASC, NAME_DESC ->
                Keyset.of(list, this, new Column<>("c.name_key", ColumnType.TEXT, Country::nameKey), key());
            case CODE_ASC, CODE_DESC ->
                Keyset.of(list, this, new Column<>("c.code collate \"C\"", ColumnType.TEXT, Country::getCode), key());
        };
    }

    private static Column<Country> key() {
        return new Column<>("c.id", ColumnType.NUMBER, Country::key);
    }
}
