package org.demarche.stance;

import java.time.LocalDate;
import java.util.List;

import io.smallrye.graphql.api.Nullable;
import org.demarche.graphql.schema.DateRange;
import org.demarche.graphql.schema.TimeRange;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("StanceFilter")
@Description("Which stances: all given fields must hold; within a list any value may.")
public record StanceFilter(
        @Nullable @Description("Codes of countries, as country(code:) takes them.")
        List<@NonNull String> countries,

        @Nullable @Description("UN M49 regions or subregions that the country lies in, by their English names.")
        List<@NonNull String> regions,

        @Nullable
        @Description("Codes of blocs: the country is a member on the day asked about, which is that of inForceOn, or "
                + "the on of the list; without either, on the first day of the stance.")
        List<@NonNull String> blocs,

        @Nullable @Description("Slugs of events.") List<@NonNull String> events,

        @Nullable @Description("Slugs of topics that the event belongs to.")
        List<@NonNull String> topics,

        @Nullable @Description("Where the country stands.") List<@NonNull Position> positions,

        @Nullable @Description("How the position was expressed.")
        List<@NonNull Act> acts,

        @Description("The first day of the stance lies in this span.")
        DateRange since,

        @Description("In force on this day: begun by then, and not ended.")
        LocalDate inForceOn,

        @Nullable @Description("How sure the stance is.") List<@NonNull Confidence> confidences,

        @Nullable @Description("Publishers of the sources that it cites, by their whole names; case does not matter.")
        List<@NonNull String> publishers,

        @Description("When it was first recorded here.") TimeRange recorded,

        @Description("When it was last revised here; a stance that never was counts by when it was recorded.")
        TimeRange revised,

        @Description("Words of the quote, the summary or the speaker: as search(text:) takes them.")
        String search,

        @DefaultValue("false")
        @Description(
                "With the countries of this filter, and with the country whose list it is, also those whose seat at "
                        + "the United Nations they continue (seatPredecessors): with Russia the Soviet Union. Each stance keeps "
                        + "its own country.")
        Boolean includePredecessors) {

    static final StanceFilter NONE =
            new StanceFilter(null, null, null, null, null, null, null, null, null, null, null, null, null, null, false);

    boolean withPredecessors() {
        return Boolean.TRUE.equals(includePredecessors);
    }
}
