package org.demarche.bloc;

import java.time.LocalDate;

import org.demarche.model.PartialDate;

/**
 * When a country was a member of a bloc.
 *
 * @param country its key
 * @param until the first day on which it was no longer a member; null while it is one
 */
public record MemberPeriod(long country, LocalDate from, LocalDate until) {

    /** Whether it was a member on some day that the date may mean. */
    public boolean overlaps(PartialDate date) {
        return !from.isAfter(date.lastDay())
                && (until == null || date.firstDay().isBefore(until));
    }
}
