package org.demarche.alignment;

import java.time.LocalDate;
import java.util.Set;

/**
 * The attributes of an event that filters and lists refer to.
 *
 * @param event its key
 * @param day the first day of its date
 * @param traits its kind, the slugs of its topics and its {@link Trait}s
 */
record EventAttributes(long event, LocalDate day, Set<Object> traits) {

    enum Trait {
        /** Every indexed event has this trait. */
        PRESENT,
        /** The countries that took a position took different ones. */
        CONTESTED
    }

    /** By day, then by key. */
    int compareTo(LocalDate otherDay, long otherEvent) {
        int days = day.compareTo(otherDay);
        return days == 0 ? Long.compare(event, otherEvent) : days;
    }
}
