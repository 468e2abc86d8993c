package org.demarche.importing.record;

import java.util.HashMap;
import java.util.Map;

import org.demarche.country.CountryNameIndex;

/** What the names in a record stand for: the keys of what the database holds or the record has just brought. */
final class RecordKeys {

    private final Map<String, Long> countries = new HashMap<>();
    private final Map<String, Long> topics = new HashMap<>();
    private final Map<String, Long> events = new HashMap<>();
    private final Map<String, Long> sources = new HashMap<>();

    private CountryNameIndex named = CountryNameIndex.NONE;

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

    void name(CountryNameIndex named) {
        this.named = named;
    }

    /** @param code or a name that is the country's alone */
    long country(RecordSection section, String key, String code) {
        String found = countries.containsKey(code) ? code : named.code(code).orElse(code);
        return key(
                countries,
                section,
                key,
                found,
                "no country, or more than one, has the code or name '%s'; write ISO 3166-1 alpha-2 (RU)");
    }

    long topic(RecordSection section, String key, String slug) {
        return key(topics, section, key, slug, "no topic has the slug '%s'; the record or the database must hold it");
    }

    long event(RecordSection section, String key, String slug) {
        return key(events, section, key, slug, "no event has the slug '%s'; the record or the database must hold it");
    }

    long source(RecordSection section, String key, String id) {
        return key(sources, section, key, id, "no source of this record has the id '%s'");
    }

    private static long key(Map<String, Long> keys, RecordSection section, String key, String name, String reason) {
        Long found = keys.get(name);
        if (found == null) {
            throw section.fault(key, reason.formatted(name));
        }
        return found;
    }
}
