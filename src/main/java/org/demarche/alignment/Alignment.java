package org.demarche.alignment;

import org.demarche.country.Country;
import org.demarche.graphql.relay.ListedAs;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Type("Alignment")
@Description(
        "How alike two countries stand, over the events on which both hold a position. A country's latest stance on "
                + "an event is its position, also when it has ended; ABSENT is none.")
@ListedAs(page = "A page of alignments.", item = "An alignment in a list.")
public record Alignment(
        @NonNull @Description("The one.") Country country,
        @NonNull @Description("The other.") Country with,

        @NonNull
        @Description(
                "The mean of 1 - |x - y| / 2 over the common events, where SUPPORTS weighs 1, PARTLY_SUPPORTS 0.5, "
                        + "NEUTRAL 0, PARTLY_OPPOSES -0.5 and OPPOSES -1: 1 when always alike, 0 when always opposed.")
        double score,

        @NonNull @Description("Events on which both hold a position.")
        int common,

        @NonNull @Description("Common events on which both hold the same position.")
        int same,

        @NonNull @Description("Common events that one supports and the other opposes.")
        int opposite) {

    static Alignment of(Country country, Country with, Similarity similarity) {
        return new Alignment(
                country, with, similarity.score(), similarity.common(), similarity.same(), similarity.opposite());
    }
}
