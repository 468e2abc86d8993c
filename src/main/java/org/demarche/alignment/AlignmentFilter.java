package org.demarche.alignment;

import java.util.List;

import io.smallrye.graphql.api.Nullable;
import org.demarche.error.ClientErrorException;
import org.demarche.event.EventKind;
import org.demarche.graphql.schema.DateRange;
import org.demarche.model.BlocCode;
import org.demarche.model.Slug;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("AlignmentFilter")
@Description("Which events count, and how many there must be: all given fields must hold; within a list any value may.")
public record AlignmentFilter(
        @Nullable @Description("Slugs of topics that the event belongs to.")
        List<@NonNull String> topics,

        @Nullable @Description("What the event is.") List<@NonNull EventKind> kinds,

        @Description("The first day of the event's date lies in this span.")
        DateRange date,

        @DefaultValue("false")
        @Description("Leave out events on which all countries that took a position took the same one, as the published "
                + "UN agreement scores do.")
        Boolean contested,

        @DefaultValue("1")
        @Description("Leave out pairs of countries with fewer common events than this, which is at least 1.")
        Integer minimumCommon,

        @DefaultValue("false")
        @Description(
                "Each country also has the positions of its seatPredecessors, on the events on which it holds none "
                        + "itself: Russia has those of the Soviet Union. A list of others has each seat once, under the country "
                        + "that continues it now, and not the seat of the country itself.")
        Boolean includePredecessors,

        @Description("The code of a bloc: a list has only its members of today. For Country.alignments only, as a pair "
                + "and a cohesion have their countries already.")
        String bloc) {

    private static final AlignmentFilter NONE = new AlignmentFilter(null, null, null, false, 1, false, null);

    /** Fills in the default values. Throws for invalid ones. */
    static AlignmentFilter checked(AlignmentFilter given) {
        AlignmentFilter filter = given == null ? NONE : given;
        if (filter.topics != null) {
            Slug.checked("filter.topics", filter.topics);
        }
        if (filter.minimumCommon != null && filter.minimumCommon < 1) {
            throw ClientErrorException.invalid(
                    "filter.minimumCommon", "%d is out of range; use 1 or more".formatted(filter.minimumCommon));
        }
        return new AlignmentFilter(
                filter.topics,
                filter.kinds,
                filter.date == null ? null : filter.date.checked("filter.date"),
                Boolean.TRUE.equals(filter.contested),
                filter.minimumCommon == null ? 1 : filter.minimumCommon,
                Boolean.TRUE.equals(filter.includePredecessors),
                filter.bloc == null ? null : BlocCode.checked("filter.bloc", filter.bloc));
    }

    /** For what is not a list. Throws if the filter has a bloc: left unheard, it would give the numbers of others. */
    AlignmentFilter withoutBloc() {
        if (bloc != null) {
            throw ClientErrorException.invalid(
                    "filter.bloc",
                    "only a list of alignments can be limited to the members of a bloc; leave it out, or use"
                            + " Country.alignments");
        }
        return this;
    }

    /** The part that selects events. Equal for filters that select the same events of the same countries. */
    AlignmentFilter eventsOnly() {
        return new AlignmentFilter(topics, kinds, date, contested, 1, includePredecessors, null);
    }

    /** Call on a checked filter only. */
    boolean accepts(Similarity pair) {
        return pair.common() >= minimumCommon;
    }
}
