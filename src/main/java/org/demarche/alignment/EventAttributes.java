package org.demarche.alignment;

import java.time.LocalDate;
import java.util.Set;

/**
 * The attributes of an event that filters refer to.
 *
 * @param traits its kind, the slugs of its topics and its {@link Trait}s
 */
record EventAttributes(LocalDate day, Set<Object> traits) {

    enum Trait {
        /** Every indexed event has this trait. */
        PRESENT,
        /** The countries that took a position took different ones. */
        CONTESTED
    }
}
