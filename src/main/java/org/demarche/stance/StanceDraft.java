package org.demarche.stance;

import java.util.List;

import org.demarche.database.ChangeTracker;
import org.demarche.model.PartialDate;

/**
 * A stance as described by a record or a mutation.
 *
 * @param event the key of the event
 * @param country the key of the country
 * @param globalName its name within the event in the global id, for a stance that is new; null if that follows from country and
 *     first day
 * @param sources the keys of its sources, most important first; null to leave them as they are
 */
public record StanceDraft(
        long event,
        long country,
        String globalName,
        Position position,
        Act act,
        PartialDate since,
        PartialDate until,
        String summary,
        String quote,
        String speaker,
        Confidence confidence,
        List<Long> sources) {

    StanceDraft withSources(List<Long> newSources) {
        return new StanceDraft(
                event,
                country,
                globalName,
                position,
                act,
                since,
                until,
                summary,
                quote,
                speaker,
                confidence,
                newSources);
    }

    /** @return the same stance, named by its country and first day */
    public StanceDraft withoutGlobalName() {
        return new StanceDraft(
                event, country, null, position, act, since, until, summary, quote, speaker, confidence, sources);
    }

    /** In force on no day at all; on the same day, it was given up on the day on which it was taken. */
    public static boolean endsBeforeItBegins(PartialDate since, PartialDate until) {
        return until != null && until.isBefore(since);
    }

    /** @return whether the stance's own columns changed */
    boolean applyTo(Stance stance) {
        return new ChangeTracker()
                .set(stance.eventKey, event, value -> stance.eventKey = value)
                .set(stance.countryKey, country, value -> stance.countryKey = value)
                .set(stance.position, position, value -> stance.position = value)
                .set(stance.act, act, value -> stance.act = value)
                .set(stance.sinceText, since.toString(), value -> stance.sinceText = value)
                .set(stance.untilText, until == null ? null : until.toString(), value -> stance.untilText = value)
                .set(stance.summary, summary, value -> stance.summary = value)
                .set(stance.quote, quote, value -> stance.quote = value)
                .set(stance.speaker, speaker, value -> stance.speaker = value)
                .set(stance.confidence, confidence, value -> stance.confidence = value)
                .hasChanged();
    }
}
