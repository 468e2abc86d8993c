package org.demarche.alignment;

import java.time.LocalDate;

import org.demarche.stance.CountryOnEvent;
import org.demarche.stance.Position;

/**
 * An event on which two countries hold a position, as kept in memory.
 *
 * @param one the country whose position it is, which may be a predecessor of the one that is compared
 */
record CommonEvent(
        long event,
        LocalDate day,
        CountryOnEvent one,
        Position position,
        CountryOnEvent other,
        Position otherPosition) {}
