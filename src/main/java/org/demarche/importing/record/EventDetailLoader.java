package org.demarche.importing.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.WriteBatch;
import org.demarche.event.EventAliasRepository;
import org.demarche.event.EventAliasRepository.Alias;
import org.demarche.importing.unvotes.StatedVoteRepository;
import org.demarche.importing.unvotes.StatedVoteRepository.OnEvent;
import org.demarche.stance.StanceBatchRepository;
import org.demarche.stance.StanceDraft;

/** Loads what belongs to events that have been saved: the stances on them, their other names, and what publications state. */
@Singleton
class EventDetailLoader {

    private final StanceBatchRepository stances;
    private final EventAliasRepository aliases;
    private final StatedVoteRepository statements;

    EventDetailLoader(StanceBatchRepository stances, EventAliasRepository aliases, StatedVoteRepository statements) {
        this.stances = stances;
        this.aliases = aliases;
        this.statements = statements;
    }

    /**
     * Reads the details, and writes them unless there is an error.
     *
     * @param events with their keys
     * @param added the keys of those that are new
     */
    Uni<Void> load(
            WriteBatch batch,
            Map<YamlMapping, Long> events,
            Collection<Long> added,
            KeyLookup keys,
            LoadReport report,
            RecordErrors errors) {
        List<StanceDraft> ofNew = new ArrayList<>();
        List<StanceDraft> ofRecorded = new ArrayList<>();
        List<Alias> names = new ArrayList<>();
        List<OnEvent> stated = new ArrayList<>();
        events.forEach((event, key) -> {
            (added.contains(key) ? ofNew : ofRecorded).addAll(stances(event, key, keys, errors));
            names.addAll(read(event, "aliases", DraftReader.ALIAS, errors, entry -> DraftReader.alias(entry, key)));
            stated.addAll(read(
                    event,
                    "publications",
                    PublicationReader.PUBLICATION,
                    errors,
                    entry -> PublicationReader.read(entry, key, keys)));
        });
        if (!errors.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return stances.add(batch, ofNew)
                .invoke(report::add)
                .chain(() -> stances.save(batch, ofRecorded))
                .invoke(report::add)
                .chain(() -> aliases.save(batch, names))
                .chain(() -> statements.save(batch, stated));
    }

    private static List<StanceDraft> stances(YamlMapping event, long key, KeyLookup keys, RecordErrors errors) {
        Set<StanceKey> seen = new HashSet<>();
        List<StanceDraft> all = new ArrayList<>(read(event, "stances", DraftReader.STANCE, errors, entry -> {
            StanceDraft draft = DraftReader.stance(entry, key, keys);
            if (!seen.add(StanceKey.of(draft))) {
                throw entry.error(
                        "country",
                        "'%s' has another stance on this event that begins on the same day"
                                .formatted(entry.required("country")));
            }
            return draft;
        }));
        read(event, "positions", DraftReader.POSITIONS, errors, entry -> {
                    List<StanceDraft> drafts = DraftReader.positions(entry, key, keys);
                    // All are added: one of two would overwrite the other.
                    if (drafts.stream()
                                    .map(StanceKey::of)
                                    .filter(one -> !seen.add(one))
                                    .count()
                            > 0) {
                        throw entry.error(
                                "countries", "a country has another stance on this event that begins on the same day");
                    }
                    return drafts;
                })
                .forEach(all::addAll);
        // The first that has a name keeps it.
        Set<String> names = new HashSet<>();
        all.replaceAll(draft ->
                draft.globalName() == null || names.add(draft.globalName()) ? draft : draft.withoutGlobalName());
        return all;
    }

    private static <T> List<T> read(
            YamlMapping event, String list, Set<String> known, RecordErrors errors, Function<YamlMapping, T> reader) {
        List<T> entries = new ArrayList<>();
        List<YamlMapping> mappings = errors.read(() -> event.mappings(list, known, errors));
        if (mappings != null) {
            mappings.forEach(mapping -> {
                T entry = errors.read(() -> reader.apply(mapping));
                if (entry != null) {
                    entries.add(entry);
                }
            });
        }
        return entries;
    }

    /** One of two on an event would overwrite the other. */
    private record StanceKey(long country, LocalDate since) {

        static StanceKey of(StanceDraft draft) {
            return new StanceKey(draft.country(), draft.since().firstDay());
        }
    }
}
