package org.demarche.importing.record;

import java.util.HashMap;
import java.util.Map;

import org.demarche.country.CountryNameIndex;

/** Finds database keys by the codes, names, slugs and ids in a record: of rows in the database or loaded before. */
final class KeyLookup {

    private final Map<String, Long> countries = new HashMap<>();
    private final Map<String, Long> topics = new HashMap<>();
    private final Map<String, Long> events = new HashMap<>();
    private final Map<String, Long> sources = new HashMap<>();

    private final RecordNames names;

    private CountryNameIndex countryNames = CountryNameIndex.NONE;

    /** @param names those of the record */
    KeyLookup(RecordNames names) {
        this.names = names;
    }

    Map<String, Long> countries() {
        return countries;
    }

    Map<String, Long> topics() {
        return topics;
    }

    Map<String, Long> events() {
        return events;
    }

    Map<String, Long> sources() {
        return sources;
    }

    void setCountryNames(CountryNameIndex names) {
        this.countryNames = names;
    }

    /** @param code the code of the country, or a name that no other country has */
    long country(YamlMapping mapping, String key, String code) {
        String found =
                countries.containsKey(code) ? code : countryNames.code(code).orElse(code);
        return key(
                countries,
                mapping,
                key,
                found,
                "no country, or more than one, has the code or name '%s'; write an ISO 3166-1 alpha-2 code such as RU");
    }

    long topic(YamlMapping mapping, String key, String slug) {
        return key(
                topics, mapping, key, slug, "no topic has the slug '%s'; it must be in the record or in the database");
    }

    /** An event of this record may have no key yet. */
    String event(YamlMapping mapping, String key, String slug) {
        if (!events.containsKey(slug) && !names.slugs().contains(slug)) {
            throw mapping.error(
                    key, "no event has the slug '%s'; it must be in the record or in the database".formatted(slug));
        }
        return slug;
    }

    long source(YamlMapping mapping, String key, String id) {
        return key(sources, mapping, key, id, "this record has no source with the id '%s'");
    }

    private static long key(
            Map<String, Long> keys, YamlMapping mapping, String key, String name, String messageFormat) {
        Long found = keys.get(name);
        if (found == null) {
            throw mapping.error(key, messageFormat.formatted(name));
        }
        return found;
    }
}
