package org.demarche.importing.unvotes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.demarche.country.Country;
import org.demarche.country.CountryNameIndex;

/** The countries that vote, found by their codes and names in the files. Each has an index, starting at 0. */
final class Voters {

    private static final int ALPHA_4 = 4;

    private final List<Country> countries;
    private final Map<String, Integer> indexByCode = new HashMap<>();
    private final CountryNameIndex names;

    Voters(Collection<Country> all, CountryNameIndex names) {
        this.countries = List.copyOf(all);
        this.names = names;
        for (int index = 0; index < countries.size(); index++) {
            indexByCode.put(countries.get(index).getCode(), index);
        }
    }

    int count() {
        return countries.size();
    }

    Country at(int index) {
        return countries.get(index);
    }

    String name(String code) {
        Integer index = indexByCode.get(code);
        return index == null ? code : countries.get(index).englishName();
    }

    /** The code of the country with the name. */
    Optional<String> byName(String name) {
        return names.code(name);
    }

    /**
     * The code of the country that had the two-letter code on the day: a present country, or a former one, whose ISO 3166-3
     * alpha-4 code begins with it.
     */
    Optional<String> byCode(String code, LocalDate day) {
        if (indexByCode.containsKey(code)) {
            return Optional.of(code);
        }
        List<Country> former = new ArrayList<>();
        for (Country country : countries) {
            if (country.getCode().length() == ALPHA_4 && country.getCode().startsWith(code) && code.length() == 2) {
                former.add(country);
            }
        }
        Optional<Country> then =
                former.stream().filter(country -> existed(country, day)).findFirst();
        return Stream.concat(then.stream(), former.stream())
                .map(Country::getCode)
                .findFirst();
    }

    /** The index of the country that held the seat on the day; empty when there was none. */
    Optional<Integer> seatHolder(String code, LocalDate day) {
        return Seats.holder(code, day).map(indexByCode::get).filter(index -> hasNotEnded(countries.get(index), day));
    }

    private static boolean existed(Country country, LocalDate day) {
        return hasNotEnded(country, day)
                && (country.getExistedFrom() == null
                        || !day.isBefore(country.getExistedFrom().firstDay()));
    }

    private static boolean hasNotEnded(Country country, LocalDate day) {
        return country.getExistedUntil() == null
                || day.isBefore(country.getExistedUntil().firstDay());
    }
}
