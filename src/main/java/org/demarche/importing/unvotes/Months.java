package org.demarche.importing.unvotes;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;

import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.model.PartialDate;

/**
 * Whole months, or whole years where no more is known.
 *
 * @param from the first day
 * @param until the day after the last
 */
record Months(LocalDate from, LocalDate until) {

    private static final int LENGTH_OF_YEAR = 4;

    /** The months from the first to the last of the roll calls, of which there is at least one. */
    static Months of(Collection<ParsedRollCall> rollCalls) {
        return new Months(
                rollCalls.stream()
                        .map(rollCall -> of(rollCall.date()).from)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                rollCalls.stream()
                        .map(rollCall -> of(rollCall.date()).until)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    boolean include(ParsedRollCall rollCall) {
        Months other = of(rollCall.date());
        return other.from.isBefore(until) && from.isBefore(other.until);
    }

    private static Months of(PartialDate date) {
        LocalDate first = date.firstDay().withDayOfMonth(1);
        return new Months(first, first.plusMonths(date.toString().length() == LENGTH_OF_YEAR ? 12 : 1));
    }
}
