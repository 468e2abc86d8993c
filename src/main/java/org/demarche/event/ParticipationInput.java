package org.demarche.event;

import java.util.Arrays;
import java.util.List;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("ParticipationInput")
@Description("A country's part in an event.")
public record ParticipationInput(
        @NonNull @Description("The country's code: ISO 3166-1 alpha-2 or alpha-3, or ISO 3166-3 for a former country.")
        String country,

        @NonNull @Description("Its part.") ParticipantRole role) {

    List<?> content() {
        return Arrays.asList(country, role);
    }
}
