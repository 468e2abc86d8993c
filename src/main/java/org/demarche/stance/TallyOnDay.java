package org.demarche.stance;

import java.time.LocalDate;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Type("TallyOnDay")
@Description("How many countries hold each position from a day on.")
public record TallyOnDay(
        @NonNull @Description("The day.") LocalDate day,

        @NonNull @Description("The positions in force on it, and until the next day of the timeline.")
        Tally tally) {}
