package org.demarche.event;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.LinkBatch;
import org.demarche.database.sql.LinkBatch.Column;
import org.demarche.database.sql.LinkTable;
import org.demarche.database.sql.WriteBatch;
import org.demarche.event.EventBatchRepository.Wanted;

/** Writes the link tables of many events. */
final class EventLinkBatches {

    private static final Column ORDINAL = new Column("ordinal", "int", Integer[]::new);

    private static final LinkBatch TOPICS = new LinkBatch(
            "event_topic", "event_id", Column.key("topic_id"), new Column("day", "date", LocalDate[]::new));
    private static final LinkBatch PARTICIPATIONS =
            new LinkBatch("participation", "event_id", Column.key("country_id"), Column.text("role"), ORDINAL);
    private static final LinkBatch SOURCES =
            new LinkBatch("event_source", "event_id", Column.key("source_id"), ORDINAL);
    private static final LinkBatch CAUSES = new LinkBatch("event_link", "effect_id", Column.key("cause_id"));

    private EventLinkBatches() {}

    /** @param events new ones, by key */
    static Uni<Void> insert(WriteBatch batch, Map<Long, Wanted> events) {
        return TOPICS.insert(batch, rows(events, draft -> EventLinks.topics(draft.topics(), draft.date())))
                .chain(() -> PARTICIPATIONS.insert(
                        batch, rows(events, draft -> EventLinks.participations(draft.participants()))))
                .chain(() -> SOURCES.insert(batch, rows(events, draft -> LinkTable.ordered(draft.sources()))))
                .chain(() -> CAUSES.insert(batch, causes(events)));
    }

    /**
     * @param events by key
     * @return the keys of the events whose links have changed
     */
    static Uni<Set<Long>> replace(WriteBatch batch, Map<Long, Wanted> events) {
        Set<Long> changed = new HashSet<>();
        return TOPICS.replace(batch, rows(events, draft -> EventLinks.topics(draft.topics(), draft.date())))
                .invoke(changed::addAll)
                .chain(() -> PARTICIPATIONS.replace(
                        batch, rows(events, draft -> EventLinks.participations(draft.participants()))))
                .invoke(changed::addAll)
                .chain(() -> SOURCES.replace(batch, rows(events, draft -> LinkTable.ordered(draft.sources()))))
                .invoke(changed::addAll)
                .chain(() -> CAUSES.replace(batch, causes(events)))
                .invoke(changed::addAll)
                .replaceWith(changed);
    }

    static Uni<Set<Long>> replaceCauses(WriteBatch batch, Map<Long, List<Long>> causes) {
        Map<Long, List<List<Object>>> rows = new HashMap<>();
        causes.forEach((key, keys) -> rows.put(key, keyRows(keys)));
        return CAUSES.replace(batch, rows);
    }

    private static Map<Long, List<List<Object>>> rows(
            Map<Long, Wanted> events, Function<EventDraft, List<List<Object>>> links) {
        Map<Long, List<List<Object>>> rows = new HashMap<>();
        events.forEach((key, event) -> rows.put(key, links.apply(event.draft())));
        return rows;
    }

    private static Map<Long, List<List<Object>>> causes(Map<Long, Wanted> events) {
        Map<Long, List<List<Object>>> rows = new HashMap<>();
        events.forEach((key, event) -> {
            if (event.causes() != null) {
                rows.put(key, keyRows(event.causes()));
            }
        });
        return rows;
    }

    private static List<List<Object>> keyRows(List<Long> keys) {
        return keys.stream().map(key -> List.<Object>of(key)).toList();
    }
}
