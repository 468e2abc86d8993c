package org.demarche.stance;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.demarche.model.PartialDate;
import org.demarche.mutation.InputCheck;
import org.demarche.mutation.UserErrorCode;
import org.demarche.stance.StanceWriteRepository.LockedEvent;

/** The stances of one country on one event, of which at most one is in force on a day: a later one ends it. */
record CountryStances(List<Stance> stances, LockedEvent event) {

    /** Reports a stance that begins before its event can have begun, or with another one. */
    void checkSince(InputCheck check, PartialDate since) {
        if (since.lastDay().isBefore(event.date().firstDay())) {
            check.invalid("since", "It is before the event, which is of %s.".formatted(event.date()));
        }
        stances.stream()
                .filter(other -> other.getSinceDay().equals(since.firstDay()))
                .findFirst()
                .ifPresent(other -> check.add(
                        UserErrorCode.TAKEN,
                        "The country has another stance on the event since %s; revise that one."
                                .formatted(other.getSince()),
                        "since"));
    }

    /** Reports a new stance that lasts longer than until the next one begins. */
    void checkUntil(InputCheck check, PartialDate since, PartialDate until) {
        PartialDate next = nextAfter(since);
        if (until != null && next != null && next.isBefore(until)) {
            check.add(
                    UserErrorCode.CONFLICT,
                    "The country has another stance on the event since %s; this one ends then at the latest."
                            .formatted(next),
                    "until");
        }
    }

    /** Reports a revised stance that is in force on a day on which another one is. */
    void checkPeriod(InputCheck check, PartialDate since, PartialDate until) {
        stances.stream()
                .filter(other -> !other.getSinceDay().equals(since.firstDay()))
                .filter(other -> overlaps(other, since, until))
                .findFirst()
                .ifPresent(other -> check.add(
                        UserErrorCode.CONFLICT,
                        "The country has another stance on the event since %s%s; revise that one first, or end this one then."
                                .formatted(
                                        other.getSince(), other.getUntil() == null ? "" : " until " + other.getUntil()),
                        other.getSinceDay().isAfter(since.firstDay()) ? "until" : "since"));
    }

    /** When the next stance after one that begins then begins; null if there is none. */
    PartialDate nextAfter(PartialDate since) {
        return stances.stream()
                .map(Stance::getSince)
                .filter(since::isBefore)
                .min(Comparator.comparing(PartialDate::firstDay))
                .orElse(null);
    }

    /** The stance that is in force on the day on which another one begins. */
    Optional<Stance> inForceAt(PartialDate since) {
        LocalDate day = since.firstDay();
        return stances.stream()
                .filter(stance -> stance.getSinceDay().isBefore(day))
                .filter(stance ->
                        stance.getUntilDay() == null || stance.getUntilDay().isAfter(day))
                .max(Comparator.comparing(Stance::getSinceDay));
    }

    private static boolean overlaps(Stance other, PartialDate since, PartialDate until) {
        boolean beginsBeforeTheEnd = until == null || other.getSinceDay().isBefore(until.firstDay());
        boolean endsAfterTheBeginning =
                other.getUntilDay() == null || other.getUntilDay().isAfter(since.firstDay());
        return beginsBeforeTheEnd && endsAfterTheBeginning;
    }
}
