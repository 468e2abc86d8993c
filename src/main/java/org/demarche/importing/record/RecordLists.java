package org.demarche.importing.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a record for the first time: whether its files can be read, what names things in it, and everything but the events,
 * which are the only ones that are many. Sources are handed out a part at a time.
 */
final class RecordLists {

    /** Of sources. */
    static final int PART = 500;

    private final Map<String, YamlMapping> countries = new LinkedHashMap<>();
    private final Map<String, YamlMapping> topics = new LinkedHashMap<>();
    private final Map<String, YamlMapping> blocs = new LinkedHashMap<>();
    private final Set<String> sourceIds = new HashSet<>();
    private final RecordNames names;
    private final RecordErrors errors;
    private final RecordReader entries;

    RecordLists(List<RecordFile> files, RecordNames names, RecordErrors errors) {
        this.entries = new RecordReader(files);
        this.names = names;
        this.errors = errors;
    }

    /** Reads on until the next sources are together. None at the end. */
    List<YamlMapping> nextSources() {
        List<YamlMapping> sources = new ArrayList<>();
        while (sources.size() < PART) {
            RecordEntry entry = entries.next();
            if (entry == null) {
                break;
            }
            errors.read(() -> {
                add(entry, sources);
                return null;
            });
        }
        return sources;
    }

    private void add(RecordEntry entry, List<YamlMapping> sources) {
        switch (entry.list()) {
            case "sources" -> {
                YamlMapping source = entry.mapping(DraftReader.SOURCE);
                String id = source.required("id");
                if (!sourceIds.add(id)) {
                    throw twice(source, "id", id);
                }
                sources.add(source);
            }
            case "countries" -> add(entry.mapping(DraftReader.COUNTRY), "code", countries);
            case "topics" -> add(entry.mapping(DraftReader.TOPIC), "slug", topics);
            case "blocs" -> add(entry.mapping(DraftReader.BLOC), "code", blocs);
            default -> names.add(entry.mapping(DraftReader.EVENT));
        }
    }

    private static void add(YamlMapping mapping, String key, Map<String, YamlMapping> byName) {
        String name = mapping.required(key);
        if (byName.putIfAbsent(name, mapping) != null) {
            throw twice(mapping, key, name);
        }
    }

    private static RecordException twice(YamlMapping mapping, String key, String name) {
        return mapping.error(key, "%s: '%s' appears twice in this record".formatted(key, name));
    }

    List<YamlMapping> countries() {
        return List.copyOf(countries.values());
    }

    List<YamlMapping> topics() {
        return List.copyOf(topics.values());
    }

    List<YamlMapping> blocs() {
        return List.copyOf(blocs.values());
    }
}
