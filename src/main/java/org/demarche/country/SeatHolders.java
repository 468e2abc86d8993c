package org.demarche.country;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The countries that have held the seats of some countries at the United Nations.
 *
 * @param byCountry by the key of each country, the keys of that country itself and of those whose seat it continues, the
 *     latest first
 */
public record SeatHolders(Map<Long, List<Long>> byCountry) {

    /** The keys of all of them, each once. */
    public Set<Long> keys() {
        Set<Long> keys = new LinkedHashSet<>();
        byCountry.values().forEach(keys::addAll);
        return keys;
    }

    /**
     * For each country, what was found for the holders of its seat taken together. A country for which nothing was found
     * has no entry.
     *
     * @param found by holder
     */
    public <T> Map<Long, T> combined(Map<Long, T> found, Function<List<T>, T> combine) {
        Map<Long, T> combined = new HashMap<>();
        byCountry.forEach((country, holders) -> {
            List<T> ofHolders =
                    holders.stream().map(found::get).filter(Objects::nonNull).toList();
            if (!ofHolders.isEmpty()) {
                combined.put(country, combine.apply(ofHolders));
            }
        });
        return combined;
    }
}
