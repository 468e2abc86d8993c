package org.demarche.bloc;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import org.demarche.country.Country;
import org.demarche.database.RequestDate;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ConnectionArguments;
import org.demarche.model.BlocCode;
import org.demarche.paging.ColumnType;
import org.demarche.paging.Keyset;
import org.demarche.paging.KeysetColumn;
import org.demarche.paging.PageRequest;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class BlocApi {

    private static final Keyset<Bloc> BY_CODE =
            Keyset.of("blocs", new KeysetColumn<>("b.code", ColumnType.TEXT, Bloc::getCode));

    private final BlocRepository blocs;
    private final MembershipRepository memberships;
    private final RequestDate dates;

    BlocApi(BlocRepository blocs, MembershipRepository memberships, RequestDate dates) {
        this.blocs = blocs;
        this.memberships = memberships;
        this.dates = dates;
    }

    @Query
    @Description("One bloc. Null for a code that names none.")
    public Uni<Bloc> bloc(@NonNull @Description("The bloc's code; case does not matter.") String code) {
        return blocs.byCode(BlocCode.normalized(code));
    }

    @Query
    @Description("All blocs, by code.")
    public @NonNull Uni<Connection<Bloc>> blocs(ConnectionArguments page) {
        return Connection.of(blocs.page(page.request(BY_CODE)), blocs::countAll);
    }

    @Description("The blocs that the country is a member of on the day.")
    public @NonNull CompletionStage<List<@NonNull Bloc>> blocs(
            @Source Country country, @Description("The day; today when left out.") LocalDate on, Context context) {
        LocalDate day = dates.orToday(on);
        return RequestDataLoaders.of(context)
                .loadList(new BlocsOfCountry(day), country.key(), keys -> blocs.ofCountries(keys, day));
    }

    @Description("The bloc's members on the day, those that joined first before the others.")
    public @NonNull CompletionStage<Connection<Membership>> memberships(
            @Source Bloc bloc,
            @Description("The day; today when left out.") LocalDate on,
            ConnectionArguments page,
            Context context) {
        LocalDate day = dates.orToday(on);
        PageRequest<Membership> request = page.request(MembershipRepository.BY_ENTRY);
        return RequestDataLoaders.of(context)
                .loadConnection(
                        new MembershipsOfBloc(day),
                        request,
                        bloc.key(),
                        keys -> memberships.pages(keys, day, request),
                        keys -> memberships.counts(keys, day));
    }

    private record BlocsOfCountry(LocalDate day) {}

    private record MembershipsOfBloc(LocalDate day) {}
}
