package org.demarche.alignment;

import java.time.LocalDate;
import java.util.Set;

/**
 * What a filter asks of an event.
 *
 * @param traits its kind, the slugs of its topics, and what of {@link Trait} it has
 */
record EventAttributes(LocalDate day, Set<Object> traits) {

    enum Trait {
        /** Every event that there is has it. */
        PRESENT,
        /** Those who took a position took different ones. */
        CONTESTED
    }
}
