package org.demarche.bloc;

import java.time.LocalDate;

import org.demarche.country.Country;
import org.demarche.graphql.relay.ListedAs;
import org.demarche.model.PartialDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Type("Membership")
@Description("A country's time in a bloc.")
@ListedAs(page = "A page of memberships.", item = "A membership in a list.")
public record Membership(
        @Ignore LocalDate fromDay,
        @NonNull @Description("The member.") Country country,

        @NonNull @Description("The group that it is a member of.")
        Bloc bloc,

        @Description("The first day; null when it has been a member as long as the bloc is told of.")
        PartialDate from,

        @Description("The first day on which it was no longer a member; null while it is.")
        PartialDate until) {}
