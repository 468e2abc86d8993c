package org.demarche.country;

import java.util.Objects;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ConnectionArguments;
import org.demarche.paging.PageRequest;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class CountryApi {

    private final CountryRepository repository;
    private final CountryDirectory directory;

    CountryApi(CountryRepository repository, CountryDirectory directory) {
        this.repository = repository;
        this.directory = directory;
    }

    @Query
    @Description("One country, present or former. Null for a code that names none.")
    public Uni<Country> country(
            @NonNull
                    @Description(
                            "ISO 3166-1 alpha-2 (RU) or alpha-3 (RUS), ISO 3166-3 alpha-4 for a former country (SUHH), "
                                    + "or a common abbreviation (UK, EL, U.S., DRC); case does not matter.")
                    String code) {
        return directory.with(() -> Uni.createFrom().item(directory.find(code).orElse(null)));
    }

    @Query
    @Description("Countries, present and former.")
    public @NonNull Uni<Connection<Country>> countries(
            @Description("Which countries; all when left out.") CountryFilter filter,
            @DefaultValue("NAME_ASC") @Description("How they are sorted.") CountryOrder orderBy,
            ConnectionArguments page) {
        CountryFilter wanted = Objects.requireNonNullElse(filter, CountryFilter.NONE);
        CountryOrder order = Objects.requireNonNullElse(orderBy, CountryOrder.NAME_ASC);
        PageRequest<Country> request = page.request(order.keyset("countries"));
        return Connection.of(
                directory.with(() -> repository
                        .page(wanted, keys(wanted), request)
                        .map(rows -> rows.map(row -> directory.get(row.key())))),
                () -> directory.with(() -> repository.count(wanted, keys(wanted))));
    }

    private Long[] keys(CountryFilter filter) {
        return filter.codes() == null ? null : directory.keys("filter.codes", filter.codes());
    }

    @NonNull
    @Description("The name in the asked language, English where there is none.")
    public String name(
            @Source Country country,
            @DefaultValue("en") @Description("A language tag as BCP 47 has it: fr, zh-Hant.") String language) {
        return CountryNames.of(country, language);
    }
}
