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
public final class Alignment {

    private final CountryComparison comparison;
    private final Country country;
    private final Country with;
    private final Similarity similarity;

    /** @param comparison what the numbers were computed from */
    Alignment(CountryComparison comparison, Country country, Country with, Similarity similarity) {
        this.comparison = comparison;
        this.country = country;
        this.with = with;
        this.similarity = similarity;
    }

    CountryComparison comparison() {
        return comparison;
    }

    CountryPair pair() {
        return new CountryPair(country.key(), with.key());
    }

    @NonNull
    @Description("The one.")
    public Country getCountry() {
        return country;
    }

    @NonNull
    @Description("The other.")
    public Country getWith() {
        return with;
    }

    @NonNull
    @Description("The mean of 1 - |x - y| / 2 over the common events, where SUPPORTS weighs 1, PARTLY_SUPPORTS 0.5, "
            + "NEUTRAL 0, PARTLY_OPPOSES -0.5 and OPPOSES -1: 1 when always alike, 0 when always opposed.")
    public double getScore() {
        return similarity.score();
    }

    @NonNull
    @Description("Events on which both hold a position.")
    public int getCommon() {
        return similarity.common();
    }

    @NonNull
    @Description("Common events on which both hold the same position.")
    public int getSame() {
        return similarity.same();
    }

    @NonNull
    @Description("Common events that one supports and the other opposes.")
    public int getOpposite() {
        return similarity.opposite();
    }
}
