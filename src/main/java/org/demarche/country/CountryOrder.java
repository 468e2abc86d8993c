package org.demarche.country;

import org.demarche.paging.ColumnType;
import org.demarche.paging.Keyset;
import org.demarche.paging.KeysetColumn;
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
                Keyset.of(list, this, new KeysetColumn<>("c.name_key", ColumnType.TEXT, Country::nameKey), key());
            case CODE_ASC, CODE_DESC ->
                Keyset.of(
                        list,
                        this,
                        new KeysetColumn<>("c.code collate \"C\"", ColumnType.TEXT, Country::getCode),
                        key());
        };
    }

    private static KeysetColumn<Country> key() {
        return new KeysetColumn<>("c.id", ColumnType.NUMBER, Country::key);
    }
}
