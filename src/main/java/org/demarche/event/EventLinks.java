package org.demarche.event;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.LinkTable;
import org.demarche.model.PartialDate;

/** Writes the link tables of an event. */
final class EventLinks {

    private static final LinkTable TOPICS = new LinkTable("event_topic", "event_id", "topic_id", "day");
    private static final LinkTable PARTICIPATIONS =
            new LinkTable("participation", "event_id", "country_id", "role", "ordinal");
    private static final LinkTable SOURCES = new LinkTable("event_source", "event_id", "source_id", "ordinal");
    private static final LinkTable CAUSES = new LinkTable("event_link", "effect_id", "cause_id");

    private EventLinks() {}

    /** @return whether any link changed */
    static Uni<Boolean> replace(long event, EventDraft draft) {
        return replace(TOPICS, event, draft.topics(), topics -> topics(topics, draft.date()))
                .chain(changed -> replace(PARTICIPATIONS, event, draft.participants(), EventLinks::participations)
                        .map(more -> changed || more))
                .chain(changed -> replace(SOURCES, event, draft.sources(), LinkTable::ordered)
                        .map(more -> changed || more));
    }

    /** @param causes null to leave them as they are */
    static Uni<Boolean> replaceCauses(long event, List<Long> causes) {
        return replace(CAUSES, event, causes, keys -> keys.stream()
                .map(key -> List.<Object>of(key))
                .toList());
    }

    private static <T> Uni<Boolean> replace(
            LinkTable table, long event, List<T> links, Function<List<T>, List<List<Object>>> rows) {
        return links == null ? Uni.createFrom().item(false) : table.replace(event, rows.apply(links));
    }

    static List<List<Object>> topics(List<Long> topics, PartialDate date) {
        LocalDate day = date.firstDay();
        return topics.stream().map(topic -> List.<Object>of(topic, day)).toList();
    }

    static List<List<Object>> participations(List<EventDraft.Participant> participants) {
        return IntStream.range(0, participants.size())
                .mapToObj(place -> List.<Object>of(
                        participants.get(place).country(),
                        participants.get(place).role().name(),
                        place))
                .toList();
    }
}
