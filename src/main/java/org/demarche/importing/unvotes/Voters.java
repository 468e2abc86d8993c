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

/** The countries that vote, found by what files call them. Each has a place, from 0 on. */
final class Voters {

    private static final int ALPHA_4 = 4;

    private final List<Country> countries;
    private final Map<String, Integer> placeByCode = new HashMap<>();
    private final CountryNameIndex named;

    Voters(Collection<Country> all, CountryNameIndex named) {
        this.countries = List.copyOf(all);
        this.named = named;
        for (int place = 0; place < countries.size(); place++) {
            placeByCode.put(countries.get(place).getCode(), place);
        }
    }

    int count() {
        return countries.size();
    }

    Country at(int place) {
        return countries.get(place);
    }

    String name(String code) {
        Integer place = placeByCode.get(code);
        return place == null ? code : countries.get(place).englishName();
    }

    /** The code of the country with that name. */
    Optional<String> named(String name) {
        return named.code(name);
    }

    /**
     * The code of the country that had the two-letter code on the day: that of a present country, or one withdrawn since,
     * which the first letters of ISO 3166-3 alpha-4 repeat.
     */
    Optional<String> coded(String code, LocalDate day) {
        if (placeByCode.containsKey(code)) {
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

    /** The place of whoever sat on the country's seat on the day; empty when nobody did, or no longer. */
    Optional<Integer> seated(String code, LocalDate day) {
        return Seats.holder(code, day).map(placeByCode::get).filter(place -> hasNotEnded(countries.get(place), day));
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
