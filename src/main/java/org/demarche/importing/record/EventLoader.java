package org.demarche.importing.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.demarche.database.UpsertResult;
import org.demarche.database.UpsertResult.Outcome;
import org.demarche.database.sql.WriteBatch;
import org.demarche.event.EventBatchRepository;
import org.demarche.event.EventBatchRepository.Wanted;
import org.demarche.event.EventDraft;

/**
 * Loads the events of a record with all that belongs to them, a part at a time. After an error nothing more is written, but
 * everything is read, so that all errors are reported together.
 */
@Singleton
class EventLoader {

    /** Votes of the whole membership have about ten thousand stances then. */
    static final int PART = 64;

    private static final long NOT_WRITTEN = 0;

    private final ParserThread parser;
    private final EventBatchRepository events;
    private final EventOwners.Finder owners;
    private final EventDetailLoader details;

    EventLoader(
            ParserThread parser, EventBatchRepository events, EventOwners.Finder owners, EventDetailLoader details) {
        this.parser = parser;
        this.events = events;
        this.owners = owners;
        this.details = details;
    }

    Uni<Void> load(WriteBatch batch, List<RecordFile> files, RecordNames names, KeyLookup keys, LoadReport report) {
        return events.keysBySlug(batch, names.allSlugs())
                .invoke(keys.events()::putAll)
                .chain(found -> owners.find(batch, names, found))
                .map(found -> new Loading(batch, new RecordReader(files), found, keys, report))
                .chain(this::load);
    }

    private Uni<Void> load(Loading loading) {
        return Multi.createBy()
                .repeating()
                .uni(() -> parser.run(loading::nextEvents)
                        .chain(part -> load(loading, part).replaceWith(part.isEmpty())))
                .until(isEnd -> isEnd)
                .collect()
                .last()
                .invoke(loading.errors::throwIfAny)
                .chain(() -> events.saveCauses(loading.batch, loading.laterCauses()));
    }

    private Uni<Void> load(Loading loading, List<YamlMapping> part) {
        List<Wanted> wanted = loading.read(part);
        return save(loading, wanted).chain(saved -> {
            Map<YamlMapping, Long> keys = new LinkedHashMap<>();
            part.forEach(event -> keys.put(event, key(saved.get(event.required("slug")))));
            return details.load(loading.batch, keys, added(saved), loading.keys, loading.report, loading.errors);
        });
    }

    private static long key(UpsertResult saved) {
        return saved == null ? NOT_WRITTEN : saved.key();
    }

    private static Set<Long> added(Map<String, UpsertResult> saved) {
        return saved.values().stream()
                .filter(result -> result.outcome() == Outcome.RECORDED)
                .map(UpsertResult::key)
                .collect(Collectors.toSet());
    }

    /** By slug. */
    private Uni<Map<String, UpsertResult>> save(Loading loading, List<Wanted> wanted) {
        if (!loading.errors.isEmpty() || wanted.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return events.save(loading.batch, wanted)
                .invoke(saved -> saved.forEach((slug, result) -> {
                    loading.report.count(result);
                    loading.keys.events().put(slug, result.key());
                }));
    }

    /** The state of one load. */
    private static final class Loading {

        final WriteBatch batch;
        final KeyLookup keys;
        final LoadReport report;
        final RecordErrors errors = new RecordErrors();
        private final RecordReader entries;
        private final EventOwners owners;

        /** By slug of the event, the slugs of what led to it: for events of which not all of these had been saved. */
        private final Map<String, List<String>> laterCauses = new HashMap<>();

        Loading(WriteBatch batch, RecordReader entries, EventOwners owners, KeyLookup keys, LoadReport report) {
            this.batch = batch;
            this.entries = entries;
            this.owners = owners;
            this.keys = keys;
            this.report = report;
        }

        /** None at the end. */
        List<YamlMapping> nextEvents() {
            List<YamlMapping> part = new ArrayList<>();
            while (part.size() < PART) {
                RecordEntry entry = entries.next();
                if (entry == null) {
                    break;
                }
                if (entry.list().equals("events")) {
                    part.add(entry.mapping(DraftReader.EVENT));
                }
            }
            return part;
        }

        List<Wanted> read(List<YamlMapping> part) {
            return part.stream()
                    .map(event -> errors.read(() -> wanted(event)))
                    .filter(Objects::nonNull)
                    .toList();
        }

        private Wanted wanted(YamlMapping event) {
            EventDraft draft = DraftReader.event(event, keys);
            Long key = keys.events().get(draft.slug());
            owners.check(event, draft, key == null);
            List<String> slugs = DraftReader.causes(event, keys);
            List<Long> causes = slugs.stream()
                    .map(keys.events()::get)
                    .filter(Objects::nonNull)
                    .toList();
            if (causes.size() < slugs.size()) {
                laterCauses.put(draft.slug(), slugs);
                causes = null;
            }
            return new Wanted(draft, key, causes);
        }

        Map<Long, List<Long>> laterCauses() {
            Map<Long, List<Long>> byKey = new HashMap<>();
            laterCauses.forEach((slug, slugs) -> byKey.put(
                    keys.events().get(slug),
                    slugs.stream().map(keys.events()::get).toList()));
            return byKey;
        }
    }
}
