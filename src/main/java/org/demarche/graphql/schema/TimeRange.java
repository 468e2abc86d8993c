package org.demarche.graphql.schema;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

import org.demarche.error.ClientErrorException;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("TimeRange")
@Description("A span of time with its beginning and without its end, so that the next span begins where this one ends; "
        + "either may be left out.")
public record TimeRange(
        @Description("The first instant of the span.") OffsetDateTime from,
        @Description("The first instant after the span.") OffsetDateTime to) {

    /**
     * The same span in whole microseconds, as the database stores instants.
     *
     * @param argument the name of the argument, for the error message
     */
    public TimeRange checked(String argument) {
        if (from != null && to != null && from.isAfter(to)) {
            throw ClientErrorException.invalid(
                    argument, "from (%s) is later than to (%s); swap them".formatted(from, to));
        }
        return new TimeRange(roundedUp(from), roundedUp(to));
    }

    /** Rounded up, because no instant between two microseconds is stored. */
    private static OffsetDateTime roundedUp(OffsetDateTime time) {
        if (time == null) {
            return null;
        }
        OffsetDateTime rounded = time.truncatedTo(ChronoUnit.MICROS);
        return rounded.equals(time) ? time : rounded.plus(1, ChronoUnit.MICROS);
    }
}
