package org.demarche.country;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.database.ReadSession;
import org.demarche.database.RequestDate;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.Sql;
import org.demarche.model.BlocCode;
import org.demarche.model.SearchText;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

@Singleton
public class CountryRepository {

    private static final String ABBREVIATIONS =
            "array(select n from unnest(string_to_array(c.search_names, e'\\n')) n where n ~ '^[A-Z]{2,5}$')";

    static final String NAMES = "select c.code, c.name, c.search_names from country c";

    private final ReadSession session;

    /** For what is cached in memory: a replica may lag behind. */
    private final ReadSession primary;

    private final RequestDate dates;

    CountryRepository(ReadSession session, RequestDate dates) {
        this.session = session;
        this.primary = session.onPrimary();
        this.dates = dates;
    }

    record Succession(long predecessor, long successor, boolean continuesSeat) {}

    Uni<List<Country>> all() {
        return primary.list(
                Sql.of("select " + Country.COLUMNS + ", " + ABBREVIATIONS + " as abbreviations from country c"),
                row -> {
                    Country country = Country.read(row);
                    country.abbreviations = List.of(row.getArrayOfStrings("abbreviations"));
                    return country;
                });
    }

    Uni<List<Succession>> successions() {
        return primary.list(
                Sql.of("select s.predecessor_id, s.successor_id, s.continues_seat from country_succession s"
                        + " join country p on p.id = s.predecessor_id join country c on c.id = s.successor_id"
                        + " order by p.name_key, c.name_key"),
                row -> new Succession(row.getLong(0), row.getLong(1), row.getBoolean(2)));
    }

    /** An index of all countries by name. */
    public Uni<CountryNameIndex> nameIndex() {
        return primary.list(Sql.of(NAMES), CountryRepository::names).map(CountryNameIndex::new);
    }

    static CountryNameIndex.Names names(Row row) {
        return new CountryNameIndex.Names(row.getString(0), row.getString(1), row.getString(2));
    }

    /**
     * A page of countries. Use their keys only: the countries with all their properties are in {@link CountryDirectory}.
     *
     * @param keys of the countries that the codes of the filter name; null if it has none
     */
    Uni<Page<Country>> page(CountryFilter filter, Long[] keys, PageRequest<Country> request) {
        return session.page(select(filter, keys), request);
    }

    Uni<Integer> count(CountryFilter filter, Long[] keys) {
        return session.count(select(filter, keys));
    }

    private PagedSelect<Country> select(CountryFilter filter, Long[] keys) {
        return new PagedSelect<>(Country.COLUMNS, "country c", null, where(filter, keys), Country::read);
    }

    private Sql where(CountryFilter filter, Long[] keys) {
        Sql where = new Sql().addIf(keys, " and c.id = any(?)");
        if (filter.regions() != null) {
            Object regions = filter.regions().stream()
                    .map(region -> region.strip().toLowerCase(Locale.ROOT))
                    .toArray(String[]::new);
            where.add(" and (lower(c.region) = any(?) or lower(c.subregion) = any(?))", regions, regions);
        }
        if (filter.bloc() != null) {
            LocalDate day = dates.today();
            where.add(
                    " and c.id in (select m.country_id from membership m join bloc b on b.id = m.bloc_id"
                            + " where b.code = ? and m.from_day <= ? and m.until_day > ?)",
                    BlocCode.checked("filter.bloc", filter.bloc()),
                    day,
                    day);
        }
        if (filter.former() != null) {
            where.add(filter.former() ? " and c.existed_until is not null" : " and c.existed_until is null");
        }
        return where.addIf(
                SearchText.checked("filter.search", filter.search()),
                " and c.search @@ (select websearch_to_tsquery('demarche_name', searchable(?)))");
    }
}
