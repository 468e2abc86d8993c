package org.demarche.alignment;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import org.demarche.bloc.Bloc;
import org.demarche.country.Country;
import org.demarche.database.KnownMoment;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ForwardArguments;
import org.demarche.paging.PageRequest;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** How similar the positions of countries are: of a pair, of one and all others, of the members of a bloc. */
@GraphQLApi
@NonBlocking
public class AlignmentApi {

    private final AlignmentCalculator alignments;

    AlignmentApi(AlignmentCalculator alignments) {
        this.alignments = alignments;
    }

    @Cost(weight = 200)
    @Query
    @Description("How alike two countries stand, over every event on which both hold a position. Null for a code that "
            + "names no country, and for a pair with fewer common events than the filter's minimumCommon. A country is "
            + "always alike with itself.")
    public Uni<Alignment> alignment(
            @NonNull @Description("The code of the one, as country(code:) takes it.") String country,
            @NonNull @Description("The code of the other.") String with,
            @Description("Which events count; all when left out.") AlignmentFilter filter) {
        KnownMoment.requirePresent("Query.alignment");
        return alignments.between(country, with, AlignmentFilter.checked(filter).withoutBloc());
    }

    @Cost(weight = 500, countWeight = 0)
    @Description("The other countries by how alike they stand, those left out that have too few events in common with "
            + "it, and those that are no members of the filter's bloc.")
    public @NonNull CompletionStage<Connection<Alignment>> alignments(
            @Source Country country,
            @Description("Which events count; all when left out.") AlignmentFilter filter,
            @DefaultValue("SCORE_DESC") @Description("How they are sorted.") AlignmentOrder orderBy,
            ForwardArguments page,
            Context context) {
        KnownMoment.requirePresent("Country.alignments");
        AlignmentFilter wanted = AlignmentFilter.checked(filter);
        AlignmentOrder order = Objects.requireNonNullElse(orderBy, AlignmentOrder.SCORE_DESC);
        PageRequest<Alignment> request = page.request(order.keyset("Country.alignments"));
        return RequestDataLoaders.of(context)
                .load(
                        new OfCountry(wanted, request),
                        country.key(),
                        keys -> alignments.ofCountries(keys, wanted, request));
    }

    @Cost(weight = 1000)
    @Description("How united its members of today stand: the mean score of all pairs of them, 0 to 1. Pairs with fewer "
            + "common events than the filter's minimumCommon are left out; null without a pair.")
    public CompletionStage<Double> cohesion(
            @Source Bloc bloc,
            @Description("Which events count; all when left out.") AlignmentFilter filter,
            Context context) {
        KnownMoment.requirePresent("Bloc.cohesion");
        AlignmentFilter wanted = AlignmentFilter.checked(filter).withoutBloc();
        return RequestDataLoaders.of(context)
                .load(new OfBloc(wanted), bloc.key(), keys -> alignments.cohesions(keys, wanted));
    }

    private record OfCountry(AlignmentFilter filter, PageRequest<Alignment> page) {}

    private record OfBloc(AlignmentFilter filter) {}
}
