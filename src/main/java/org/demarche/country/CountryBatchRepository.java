package org.demarche.country;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.UpsertBatch;
import org.demarche.database.UpsertResult;
import org.demarche.database.sql.LinkBatch;
import org.demarche.database.sql.LinkBatch.Column;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;

/** Saves the countries of a record, and finds countries in the same transaction. */
@Singleton
public class CountryBatchRepository {

    private static final UpsertBatch COUNTRIES = new UpsertBatch(
            "country",
            "code",
            "code3",
            "numeric_code",
            "name",
            "name_key",
            "search_names",
            "region",
            "subregion",
            "existed_from",
            "existed_until");

    private static final LinkBatch SUCCESSORS = new LinkBatch(
            "country_succession",
            "predecessor_id",
            Column.key("successor_id"),
            new Column("continues_seat", "boolean", Boolean[]::new));

    /**
     * The successors of a country, by their keys.
     *
     * @param seatContinuedBy the one that continued the seat at the United Nations; null if none did
     */
    public record Successors(long country, List<Long> successors, Long seatContinuedBy) {

        private Collection<List<Object>> rows() {
            List<List<Object>> rows = new ArrayList<>();
            successors.forEach(key -> rows.add(List.of(key, key.equals(seatContinuedBy))));
            return rows;
        }
    }

    /** By code. */
    public Uni<Map<String, UpsertResult>> save(WriteBatch batch, Collection<CountryDraft> drafts) {
        return COUNTRIES.save(batch, drafts.stream().map(CountryDraft::row).toList());
    }

    /** @return the keys of the countries whose successors have changed */
    public Uni<Set<Long>> saveSuccessors(WriteBatch batch, Collection<Successors> all) {
        return SUCCESSORS.replace(batch, all.stream().collect(Collectors.toMap(Successors::country, Successors::rows)));
    }

    /** The keys of all countries by their codes. */
    public Uni<Map<String, Long>> keysByCode(WriteBatch batch) {
        return batch.list(
                        Sql.of("select c.code, c.id from country c"),
                        row -> Map.entry(row.getString(0), row.getLong(1)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** An index of all countries by name. */
    public Uni<CountryNameIndex> nameIndex(WriteBatch batch) {
        return batch.list(Sql.of(CountryRepository.NAMES), CountryRepository::names)
                .map(CountryNameIndex::new);
    }

    /** The codes of the countries that have the abbreviations among their names, by abbreviation. */
    public Uni<Map<String, List<String>>> codesByAbbreviation(WriteBatch batch, Collection<String> abbreviations) {
        return batch.list(
                        Sql.of(
                                "select w.name, c.code from unnest(?::text[]) as w(name) join country c"
                                        + " on w.name = any(string_to_array(c.search_names, e'\\n'))"
                                        + " and w.name not in (c.code, coalesce(c.code3, '')) order by 2",
                                (Object) abbreviations.toArray(String[]::new)),
                        row -> Map.entry(row.getString(0), row.getString(1)))
                .map(found -> found.stream()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
    }
}
