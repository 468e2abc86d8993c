package org.demarche.importing.record;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.demarche.model.ResolutionSymbol;

/** How the events of a record are named, and what they name. Known before the first event is saved. */
final class RecordNames {

    private final Set<String> slugs = new HashSet<>();
    private final Map<String, String> symbols = new LinkedHashMap<>();
    private final Map<String, String> globalNames = new HashMap<>();
    private final Set<String> topics = new HashSet<>();
    private final Set<String> causes = new HashSet<>();

    /** @throws RecordException if an earlier event has the slug */
    void add(YamlMapping event) {
        String slug = event.required("slug");
        if (!slugs.add(slug)) {
            throw event.error("slug", "slug: '%s' appears twice in this record".formatted(slug));
        }
        topics.addAll(event.texts("topics"));
        causes.addAll(event.texts("precededBy"));
        String symbol = event.text("symbol");
        if (symbol != null) {
            // Another text is reported when the event is read.
            ResolutionSymbol.of(symbol).ifPresent(found -> symbols.put(slug, found.toString()));
        }
        String globalName = event.text("globalName");
        if (globalName != null) {
            globalNames.put(slug, globalName);
        }
    }

    Set<String> slugs() {
        return slugs;
    }

    /** The canonical symbols of the events that have one, by slug. */
    Map<String, String> symbols() {
        return symbols;
    }

    /** The name in the global id that the event gets if it is new. */
    String nameWhenNew(String slug) {
        return globalNames.getOrDefault(slug, slug);
    }

    /** The slugs of the topics that events refer to. */
    Set<String> topics() {
        return topics;
    }

    /** The slugs of events that led to others, and of those others. */
    Collection<String> allSlugs() {
        Set<String> all = new HashSet<>(slugs);
        all.addAll(causes);
        return all;
    }
}
