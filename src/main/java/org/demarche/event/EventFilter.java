package org.demarche.event;

import java.util.List;

import io.smallrye.graphql.api.Nullable;
import org.demarche.graphql.schema.DateRange;
import org.demarche.graphql.schema.IntRange;
import org.demarche.graphql.schema.TimeRange;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("EventFilter")
@Description("Which events: all given fields must hold; within a list any value may.")
public record EventFilter(
        @Nullable @Description("Slugs of events.") List<@NonNull String> slugs,
        @Nullable @Description("What the event is.") List<@NonNull EventKind> kinds,
        @Nullable @Description("Whether it has come about.") List<@NonNull EventStatus> statuses,

        @Nullable @Description("Slugs of topics that the event belongs to.")
        List<@NonNull String> topics,

        @Nullable @Description("Codes of countries that take part, in any role.")
        List<@NonNull String> participants,

        @Nullable @Description("Codes of countries: events on which one of them took a position; an absence is none.")
        List<@NonNull String> stancesOf,

        @Nullable @Description("Symbols of what was decided, in any common spelling, as event(symbol:) takes them.")
        List<@NonNull String> symbols,

        @Description("The first day of the event's date lies in this span.")
        DateRange date,

        @Description("The margin lies in this range. Events without a margin are left out.")
        IntRange margin,

        @Description("When it was first recorded here.") TimeRange recorded,

        @Description("When it was last revised here; an event that never was counts by when it was recorded.")
        TimeRange revised,

        @Description("Words of the title or summary: as search(text:) takes them.")
        String search) {

    static final EventFilter NONE =
            new EventFilter(null, null, null, null, null, null, null, null, null, null, null, null);
}
