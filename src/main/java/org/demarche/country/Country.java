package org.demarche.country;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;

import io.vertx.sqlclient.Row;
import org.demarche.database.KeyedEntity;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.graphql.relay.ListedAs;
import org.demarche.graphql.relay.Node;
import org.demarche.model.PartialDate;
import org.demarche.search.SearchResult;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Entity
@Table(name = "country")
@Type(Country.TYPE)
@Description("A state, present or former.")
@ListedAs(page = "A page of countries.", item = "A country in a list.")
public class Country extends KeyedEntity implements Node, SearchResult {

    static final String TYPE = "Country";

    static final String COLUMNS = "c.id, c.code, c.code3, c.numeric_code, c.name, c.name_key, c.region, c.subregion,"
            + " c.existed_from, c.existed_until";

    String code;
    String code3;

    @Column(name = "numeric_code")
    String numericCode;

    String name;

    @Column(name = "name_key")
    String nameKey;

    @Column(name = "search_names")
    String searchNames;

    String region;
    String subregion;

    // SmallRye takes a property's type from a field of the same name, so these have others.
    @Column(name = "existed_from")
    String existedFromText;

    @Column(name = "existed_until")
    String existedUntilText;

    /** Names that consist of two to five capital letters, and may be written for its code. */
    @Transient
    List<String> abbreviations = List.of();

    @Transient
    List<Country> successors = List.of();

    @Transient
    List<Country> predecessors = List.of();

    /** Null if no country continued its seat at the United Nations. */
    @Transient
    Country seatContinuedBy;

    static Country read(Row row) {
        Country country = new Country();
        country.setKey(row.getLong("id"));
        country.code = row.getString("code");
        country.code3 = row.getString("code3");
        country.numericCode = row.getString("numeric_code");
        country.name = row.getString("name");
        country.nameKey = row.getString("name_key");
        country.region = row.getString("region");
        country.subregion = row.getString("subregion");
        country.existedFromText = row.getString("existed_from");
        country.existedUntilText = row.getString("existed_until");
        return country;
    }

    /** The sort key of lists of countries and of lists by country. */
    public String nameKey() {
        return nameKey;
    }

    /** The English name. */
    public String englishName() {
        return name;
    }

    @Override
    @Id
    @NonNull
    @Description("Names the country across all types.")
    public String getId() {
        return GlobalId.of(TYPE, code);
    }

    @NonNull
    @Description(
            "ISO 3166-1 alpha-2 (RU); ISO 3166-3 alpha-4 for a former country (SUHH); X and three letters for one that "
                    + "ISO 3166-3 does not have (XFRG); XK for Kosovo.")
    public String getCode() {
        return code;
    }

    @Description("ISO 3166-1 alpha-3 (RUS), also that of a former country.")
    public String getCode3() {
        return code3;
    }

    @Description("UN M49 and ISO 3166-1 numeric code, three digits (643).")
    public String getNumericCode() {
        return numericCode;
    }

    @Description("UN M49 region: Africa, Americas, Asia, Europe or Oceania.")
    public String getRegion() {
        return region;
    }

    @Description("UN M49 subregion: Southern Asia.")
    public String getSubregion() {
        return subregion;
    }

    @Description("The flag as an emoji; none for a former country.")
    public String getFlag() {
        return isFormer() ? null : Flag.of(code);
    }

    @Description("The first day on which the state existed, where it is recorded.")
    public PartialDate getExistedFrom() {
        return PartialDate.recorded(existedFromText);
    }

    @Description("The first day on which the state no longer existed; null for a present country.")
    public PartialDate getExistedUntil() {
        return PartialDate.recorded(existedUntilText);
    }

    @Cost(assumedSize = 3)
    @NonNull
    @Description("The countries that took this one's place.")
    public List<@NonNull Country> getSuccessors() {
        return successors;
    }

    @Cost(assumedSize = 3)
    @NonNull
    @Description("The countries whose place this one took.")
    public List<@NonNull Country> getPredecessors() {
        return predecessors;
    }

    @Cost(assumedSize = 2)
    @NonNull
    @Description("The countries whose seat at the United Nations this one continues, the latest first: those that "
            + "includePredecessors includes. Serbia continues that of Serbia and Montenegro, which continued that of "
            + "Yugoslavia.")
    public List<@NonNull Country> getSeatPredecessors() {
        List<Country> holders = seatHolders();
        return holders.subList(1, holders.size());
    }

    /** The first day on which it no longer exists; null for a present country. */
    public LocalDate firstDayAfter() {
        PartialDate until = getExistedUntil();
        return until == null ? null : until.firstDay();
    }

    /** False from the first day on which it no longer exists. */
    boolean existsOn(LocalDate day) {
        LocalDate end = firstDayAfter();
        return end == null || day.isBefore(end);
    }

    /** Itself and the countries whose seat it continues, the latest first. */
    List<Country> seatHolders() {
        List<Country> holders = new ArrayList<>(List.of(this));
        for (int i = 0; i < holders.size(); i++) {
            Country holder = holders.get(i);
            holder.predecessors.stream()
                    .filter(earlier -> earlier.seatContinuedBy == holder && !holders.contains(earlier))
                    .forEach(holders::add);
        }
        return holders;
    }

    /** The country that continues its seat now; itself if none does. */
    public Country lastSeatHolder() {
        List<Country> holders = new ArrayList<>(List.of(this));
        for (Country later = seatContinuedBy;
                later != null && !holders.contains(later);
                later = later.seatContinuedBy) {
            holders.add(later);
        }
        return holders.get(holders.size() - 1);
    }

    boolean isFormer() {
        return existedUntilText != null;
    }
}
