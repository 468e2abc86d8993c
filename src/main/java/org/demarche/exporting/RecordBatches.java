package org.demarche.exporting;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import org.demarche.database.RowBatches;
import org.demarche.database.Snapshot;

/** The lists of a record one after the other: events, and then what they refer to. Remembers only the names of that. */
final class RecordBatches implements RowBatches<RecordEntry> {

    private static final int SOURCES = 500;

    private final RecordExportRepository repository;
    private final Snapshot snapshot;
    private final RowBatches<RecordEntry> events;
    private final boolean whole;
    private final Set<Long> sources = new HashSet<>();
    private final Set<String> topics = new HashSet<>();

    /** The lists after the events; null until all events have been read. */
    private Queue<Supplier<Uni<List<RecordEntry>>>> rest;

    /** @param whole whether the record contains everything, also what no event refers to */
    RecordBatches(RecordExportRepository repository, Snapshot snapshot, RowBatches<RecordEntry> events, boolean whole) {
        this.repository = repository;
        this.snapshot = snapshot;
        this.events = events;
        this.whole = whole;
    }

    @Override
    public Uni<Long> count() {
        return events.count();
    }

    @Override
    public Uni<Long> changePosition() {
        return events.changePosition();
    }

    @Override
    public Uni<List<RecordEntry>> next() {
        return rest == null ? events.next().chain(this::noted) : nextOfRest();
    }

    private Uni<List<RecordEntry>> noted(List<RecordEntry> batch) {
        batch.forEach(this::noteReferences);
        if (!batch.isEmpty()) {
            return Uni.createFrom().item(batch);
        }
        rest = rest();
        return nextOfRest();
    }

    /** An empty list would be taken for the end. */
    private Uni<List<RecordEntry>> nextOfRest() {
        Supplier<Uni<List<RecordEntry>>> list = rest.poll();
        return list == null
                ? Uni.createFrom().item(List.of())
                : list.get()
                        .chain(batch -> batch.isEmpty()
                                ? nextOfRest()
                                : Uni.createFrom().item(batch));
    }

    private Queue<Supplier<Uni<List<RecordEntry>>>> rest() {
        Queue<Supplier<Uni<List<RecordEntry>>>> lists = new ArrayDeque<>();
        lists.add(() -> repository.topics(snapshot, whole ? null : topics));
        lists.add(() -> repository.countries(snapshot));
        if (whole) {
            lists.add(() -> repository.blocs(snapshot));
        }
        List<Long> cited = sources.stream().sorted().toList();
        for (int from = 0; from < cited.size(); from += SOURCES) {
            List<Long> part = cited.subList(from, Math.min(cited.size(), from + SOURCES));
            lists.add(() -> repository.sources(snapshot, part));
        }
        return lists;
    }

    private void noteReferences(RecordEntry event) {
        noteSources(event.fields());
        if (event.fields().get("topics") instanceof List<?> slugs) {
            slugs.forEach(slug -> topics.add(slug.toString()));
        }
    }

    private void noteSources(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                switch (key.toString()) {
                    case "sources" -> ((List<?>) inner).forEach(this::noteSource);
                    case "source" -> noteSource(inner);
                    default -> noteSources(inner);
                }
            });
        } else if (value instanceof List<?> list) {
            list.forEach(this::noteSources);
        }
    }

    /** @param id s and the key */
    private void noteSource(Object id) {
        sources.add(Long.valueOf(id.toString().substring(1)));
    }

    @Override
    public Uni<Void> close() {
        return snapshot.close();
    }
}
