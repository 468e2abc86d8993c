package org.demarche.graphql.schema;

import org.demarche.error.ClientErrorException;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("IntRange")
@Description("A range of whole numbers, both ends included; either may be left out.")
public record IntRange(
        @Description("The lowest number.") Integer from,
        @Description("The highest number.") Integer to) {

    /** @param argument the name of the argument, for the error message */
    public IntRange checked(String argument) {
        if (from != null && to != null && from > to) {
            throw ClientErrorException.invalid(
                    argument, "from (%d) is higher than to (%d); swap them".formatted(from, to));
        }
        return this;
    }
}
