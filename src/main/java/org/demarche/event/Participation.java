package org.demarche.event;

import org.demarche.country.Country;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Type("Participation")
@Description("A country's part in an event.")
public record Participation(
        @NonNull @Description("The country.") Country country,
        @NonNull @Description("Its part.") ParticipantRole role) {}
