package org.demarche.importing.record;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.WriteBatch;
import org.demarche.event.EventBatchRepository;
import org.demarche.event.EventDraft;

/**
 * Which events have the symbols and the names in global ids that events of a record want: a symbol belongs to one event, and
 * so does a name.
 *
 * @param symbols the slug of the event that has it, by symbol
 * @param names the slug of the event that has it, by name. Only new events get theirs from the record
 */
record EventOwners(Map<String, String> symbols, Map<String, String> names) {

    void check(YamlMapping mapping, EventDraft draft, boolean isNew) {
        String owner = symbols.get(draft.symbol());
        if (draft.symbol() != null && !draft.slug().equals(owner)) {
            throw mapping.error(
                    "symbol",
                    "symbol: '%s' is that of the event %s; use its slug, or leave the symbol out"
                            .formatted(draft.symbol(), owner));
        }
        String named = names.get(draft.nameWhenNew());
        if (isNew && !draft.slug().equals(named)) {
            String key = draft.globalName() == null ? "slug" : "globalName";
            throw mapping.error(
                    key,
                    "%s: global ids name the event %s by '%s'; use its slug, or write another %1$s"
                            .formatted(key, named, draft.nameWhenNew()));
        }
    }

    /** Finds owners in the record and the database. */
    @Singleton
    static final class Finder {

        private final EventBatchRepository events;

        Finder(EventBatchRepository events) {
            this.events = events;
        }

        /**
         * Events of the record may change symbols with each other, so they lose those that they do not keep.
         *
         * @param keys those of the events that are recorded, by slug
         */
        Uni<EventOwners> find(WriteBatch batch, RecordNames names, Map<String, Long> keys) {
            Map<String, String> symbols = new LinkedHashMap<>();
            Map<Long, String> ofRecorded = new HashMap<>();
            names.symbols().forEach((slug, symbol) -> {
                symbols.putIfAbsent(symbol, slug);
                if (keys.containsKey(slug)) {
                    ofRecorded.put(keys.get(slug), symbol);
                }
            });
            Map<String, String> globalNames = new LinkedHashMap<>();
            names.slugs().stream()
                    .filter(slug -> !keys.containsKey(slug))
                    .forEach(slug -> globalNames.putIfAbsent(names.nameWhenNew(slug), slug));
            return events.freeSymbols(batch, ofRecorded)
                    .chain(() -> events.slugsBySymbol(batch, symbols.keySet(), ofRecorded.keySet()))
                    .invoke(symbols::putAll)
                    .chain(() -> events.slugsByGlobalName(batch, globalNames.keySet()))
                    .invoke(globalNames::putAll)
                    .replaceWith(() -> new EventOwners(symbols, globalNames));
        }
    }
}
