package org.demarche.country;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.demarche.model.SortKey;

/** Finds countries by name in any recorded language. Case, accents and punctuation do not matter. */
public final class CountryNameIndex {

    public static final CountryNameIndex NONE = new CountryNameIndex(List.of());

    private final Map<String, String> codes = new HashMap<>();

    /**
     * @param code the country's code
     * @param name the English name
     * @param all all names and codes, one per line
     */
    record Names(String code, String name, String all) {}

    CountryNameIndex(List<Names> countries) {
        for (Names country : countries) {
            for (String name : country.all().split("\n")) {
                // A name shared by two countries identifies neither.
                codes.merge(SortKey.of(name), country.code(), (one, other) -> one.equals(other) ? one : "");
            }
        }
        // The English name of a country takes precedence over other names.
        countries.forEach(country -> codes.put(SortKey.of(country.name()), country.code()));
    }

    /** The code of the country with the name. Empty if no country or more than one has it. */
    public Optional<String> code(String name) {
        return Optional.ofNullable(codes.get(SortKey.of(name))).filter(code -> !code.isEmpty());
    }
}
