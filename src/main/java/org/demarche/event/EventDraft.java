package org.demarche.event;

import java.util.List;

import org.demarche.database.ChangeTracker;
import org.demarche.model.PartialDate;
import org.demarche.model.SortKey;

/**
 * An event as described by a record or a mutation. Lists are null to leave them as they are.
 *
 * @param globalName its name in the global id, for an event that is new; null if that is the slug
 * @param symbol in canonical form; null if the record states none
 * @param topics the keys of its topics
 * @param sources the keys of its sources, most important first
 */
public record EventDraft(
        String slug,
        String globalName,
        String symbol,
        String title,
        String summary,
        EventKind kind,
        EventStatus status,
        PartialDate date,
        PartialDate endDate,
        List<Long> topics,
        List<Participant> participants,
        List<Long> sources) {

    /** Its name in the global id, if it is new. */
    public String nameWhenNew() {
        return globalName == null ? slug : globalName;
    }

    EventDraft withLinks(List<Long> newTopics, List<Participant> newParticipants, List<Long> newSources) {
        return new EventDraft(
                slug,
                globalName,
                symbol,
                title,
                summary,
                kind,
                status,
                date,
                endDate,
                newTopics,
                newParticipants,
                newSources);
    }

    /** What began in 1979-12 may have ended in 1979. */
    public static boolean endsBeforeItBegins(PartialDate date, PartialDate endDate) {
        return endDate != null && endDate.isBefore(date.withPrecisionOf(endDate));
    }

    /** @param country its key */
    public record Participant(long country, ParticipantRole role) {}

    /**
     * @param newSymbol the symbol that the event will have
     * @return whether the event's own columns changed
     */
    boolean applyTo(Event event, String newSymbol) {
        return new ChangeTracker()
                .set(event.symbol, newSymbol, value -> event.symbol = value)
                .set(event.title, title, value -> event.title = value)
                .set(event.titleKey, SortKey.of(title), value -> event.titleKey = value)
                .set(event.summary, summary, value -> event.summary = value)
                .set(event.kind, kind, value -> event.kind = value)
                .set(event.status, status, value -> event.status = value)
                .set(event.dateText, date.toString(), value -> event.dateText = value)
                .set(event.endDateText, endDate == null ? null : endDate.toString(), value -> event.endDateText = value)
                .hasChanged();
    }
}
