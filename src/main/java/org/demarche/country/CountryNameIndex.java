package org.demarche.country;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.demarche.model.SortKey;

/** Countries by their names in any language that the record knows, without regard to case, accents and punctuation. */
public final class CountryNameIndex {

    public static final CountryNameIndex NONE = new CountryNameIndex(List.of());

    private final Map<String, String> codes = new HashMap<>();

    /**
     * @param code of the country
     * @param name in English
     * @param all every name and code, one a line
     */
    record Names(String code, String name, String all) {}

    CountryNameIndex(List<Names> countries) {
        for (Names country : countries) {
            for (String name : country.all().split("\n")) {
                // A name of two countries is no name of either.
                codes.merge(SortKey.of(name), country.code(), (one, other) -> one.equals(other) ? one : "");
            }
        }
        // But what is the English name of one, it is of no other.
        countries.forEach(country -> codes.put(SortKey.of(country.name()), country.code()));
    }

    /** The code of the country with the name; empty when none has it, or more than one. */
    public Optional<String> code(String name) {
        return Optional.ofNullable(codes.get(SortKey.of(name))).filter(code -> !code.isEmpty());
    }
}
