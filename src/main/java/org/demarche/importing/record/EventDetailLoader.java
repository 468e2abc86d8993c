package org.demarche.importing.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.event.EventAliasRepository;
import org.demarche.event.EventAliasRepository.Alias;
import org.demarche.importing.unvotes.StatedVoteRepository;
import org.demarche.importing.unvotes.StatedVoteRepository.OnEvent;
import org.demarche.stance.StanceBatchRepository;
import org.demarche.stance.StanceDraft;
import org.demarche.stance.StanceRepository;

/** Loads what belongs to events that have been saved: the stances on them, their other names, and what publications state. */
@Singleton
class EventDetailLoader {

    private final StanceRepository stances;
    private final StanceBatchRepository batches;
    private final EventAliasRepository aliases;
    private final StatedVoteRepository statements;

    EventDetailLoader(
            StanceRepository stances,
            StanceBatchRepository batches,
            EventAliasRepository aliases,
            StatedVoteRepository statements) {
        this.stances = stances;
        this.batches = batches;
        this.aliases = aliases;
        this.statements = statements;
    }

    Uni<Void> load(List<YamlMapping> events, KeyLookup keys, LoadReport report) {
        Map<YamlMapping, Long> single = entries(events, "stances", DraftReader.STANCE, keys);
        Map<YamlMapping, Long> groups = entries(events, "positions", DraftReader.POSITIONS, keys);
        Map<YamlMapping, StanceDraft> drafts = RecordLoader.drafts(
                List.copyOf(single.keySet()), mapping -> DraftReader.stance(mapping, single.get(mapping), keys));
        Map<YamlMapping, List<StanceDraft>> groupDrafts = RecordLoader.drafts(
                List.copyOf(groups.keySet()), mapping -> DraftReader.positions(mapping, groups.get(mapping), keys));
        checkUnique(drafts, groupDrafts);
        return RecordLoader.each(drafts, (mapping, draft) -> stances.save(draft).invoke(report::count))
                .chain(() -> batches.save(
                        groupDrafts.values().stream().flatMap(List::stream).toList()))
                .invoke(report::add)
                .chain(() -> aliases.saveAll(aliases(events, keys)))
                .chain(() -> statements.save(statements(events, keys)));
    }

    private static List<Alias> aliases(List<YamlMapping> events, KeyLookup keys) {
        Map<YamlMapping, Long> entries = entries(events, "aliases", DraftReader.ALIAS, keys);
        return List.copyOf(RecordLoader.drafts(
                        List.copyOf(entries.keySet()), mapping -> DraftReader.alias(mapping, entries.get(mapping)))
                .values());
    }

    private static List<OnEvent> statements(List<YamlMapping> events, KeyLookup keys) {
        Map<YamlMapping, Long> entries = entries(events, "publications", PublicationReader.PUBLICATION, keys);
        return List.copyOf(RecordLoader.drafts(
                        List.copyOf(entries.keySet()),
                        mapping -> PublicationReader.read(mapping, entries.get(mapping), keys))
                .values());
    }

    /** The entries of a list of the events, with the keys of their events. */
    private static Map<YamlMapping, Long> entries(
            List<YamlMapping> events, String list, Set<String> known, KeyLookup keys) {
        List<RecordException> errors = new ArrayList<>();
        Map<YamlMapping, Long> entries = new LinkedHashMap<>();
        for (YamlMapping event : events) {
            long key = keys.events().get(event.required("slug"));
            event.mappings(list, known, errors).forEach(entry -> entries.put(entry, key));
        }
        RecordLoader.throwIfAny(errors);
        return entries;
    }

    /** One of two would overwrite the other. */
    private static void checkUnique(Map<YamlMapping, StanceDraft> single, Map<YamlMapping, List<StanceDraft>> groups) {
        Set<StanceKey> seen = new HashSet<>();
        List<RecordException> errors = new ArrayList<>();
        single.forEach((mapping, draft) -> {
            if (!seen.add(StanceKey.of(draft))) {
                errors.add(mapping.error(
                        "country",
                        "'%s' has another stance on this event that begins on the same day"
                                .formatted(mapping.required("country"))));
            }
        });
        groups.forEach((mapping, drafts) -> {
            if (!drafts.stream()
                    .map(StanceKey::of)
                    .filter(key -> !seen.add(key))
                    .toList()
                    .isEmpty()) {
                errors.add(mapping.error(
                        "countries", "a country has another stance on this event that begins on the same day"));
            }
        });
        RecordLoader.throwIfAny(errors);
    }

    private record StanceKey(long event, long country, LocalDate since) {

        static StanceKey of(StanceDraft draft) {
            return new StanceKey(draft.event(), draft.country(), draft.since().firstDay());
        }
    }
}
