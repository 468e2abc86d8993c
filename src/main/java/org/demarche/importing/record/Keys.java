package org.demarche.importing.record;

import java.util.HashMap;
import java.util.Map;

/** What the names in a record stand for: the keys of what the database holds or the record has just brought. */
final class Keys {

    private final Map<String, Long> countries = new HashMap<>();
    private final Map<String, Long> topics = new HashMap<>();
    private final Map<String, Long> events = new HashMap<>();
    private final Map<String, Long> sources = new HashMap<>();

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

    long country(Section section, String key, String code) {
        return key(countries, section, key, code, "no country has the code '%s'; write ISO 3166-1 alpha-2 (RU)");
    }

    long topic(Section section, String key, String slug) {
        return key(topics, section, key, slug, "no topic has the slug '%s'; the record or the database must hold it");
    }

    long event(Section section, String key, String slug) {
        return key(events, section, key, slug, "no event has the slug '%s'; the record or the database must hold it");
    }

    long source(Section section, String key, String id) {
        return key(sources, section, key, id, "no source of this record has the id '%s'");
    }

    private static long key(Map<String, Long> keys, Section section, String key, String name, String reason) {
        Long found = keys.get(name);
        if (found == null) {
            throw section.fault(key, reason.formatted(name));
        }
        return found;
    }
}
