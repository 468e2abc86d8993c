package org.demarche.graphql.schema;

import java.time.LocalDate;

import org.demarche.error.ClientErrorException;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("DateRange")
@Description("A span of days, both ends included; either may be left out. "
        + "A PartialDate lies in the span when its first day does.")
public record DateRange(
        @Description("The first day.") LocalDate from,
        @Description("The last day.") LocalDate to) {

    /** @param argument the name of the argument, for the error message */
    public DateRange checked(String argument) {
        if (from != null && to != null && from.isAfter(to)) {
            throw ClientErrorException.invalid(
                    argument, "from (%s) is later than to (%s); swap them".formatted(from, to));
        }
        return this;
    }

    public boolean contains(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
}
