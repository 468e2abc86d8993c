package org.demarche.event;

import java.util.List;

import org.demarche.database.ChangeTracker;
import org.demarche.model.PartialDate;
import org.demarche.model.SortKey;

/**
 * An event as a record states it.
 *
 * @param topics the keys of its topics
 * @param sources the keys of its sources, the weightiest first
 */
public record EventDraft(
        String slug,
        String title,
        String summary,
        EventKind kind,
        EventStatus status,
        PartialDate date,
        PartialDate endDate,
        List<Long> topics,
        List<Participant> participants,
        List<Long> sources) {

    /** @param country its key */
    public record Participant(long country, ParticipantRole role) {}

    /** @return whether it changed the event's own columns */
    boolean applyTo(Event event) {
        return new ChangeTracker()
                .set(event.slug, slug, value -> event.slug = value)
                .set(event.title, title, value -> event.title = value)
                .set(event.titleKey, SortKey.of(title), value -> event.titleKey = value)
                .set(event.summary, summary, value -> event.summary = value)
                .set(event.kind, kind, value -> event.kind = value)
                .set(event.status, status, value -> event.status = value)
                .set(event.began, date.toString(), value -> event.began = value)
                .set(event.ended, endDate == null ? null : endDate.toString(), value -> event.ended = value)
                .hasChanged();
    }
}
