package org.demarche.event;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.LinkTable;

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
        return TOPICS.replace(event, topics(draft))
                .chain(changed ->
                        PARTICIPATIONS.replace(event, participations(draft)).map(more -> changed || more))
                .chain(changed -> SOURCES.replace(event, LinkTable.ordered(draft.sources()))
                        .map(more -> changed || more));
    }

    static Uni<Boolean> replaceCauses(long event, List<Long> causes) {
        return CAUSES.replace(
                event, causes.stream().map(key -> List.<Object>of(key)).toList());
    }

    private static List<List<Object>> topics(EventDraft draft) {
        LocalDate day = draft.date().firstDay();
        return draft.topics().stream().map(topic -> List.<Object>of(topic, day)).toList();
    }

    private static List<List<Object>> participations(EventDraft draft) {
        List<EventDraft.Participant> participants = draft.participants();
        return IntStream.range(0, participants.size())
                .mapToObj(place -> List.<Object>of(
                        participants.get(place).country(),
                        participants.get(place).role().name(),
                        place))
                .toList();
    }
}
