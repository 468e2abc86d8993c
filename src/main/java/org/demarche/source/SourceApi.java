package org.demarche.source;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ConnectionArguments;
import org.demarche.paging.ColumnType;
import org.demarche.paging.Keyset;
import org.demarche.paging.KeysetColumn;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
@NonBlocking
public class SourceApi {

    private static final Keyset<CitedSource> NEWEST_FIRST = Keyset.descending(
            "sources",
            new KeysetColumn<>("so.published_day", ColumnType.DATE, CitedSource::publishedDay),
            new KeysetColumn<>("so.id", ColumnType.NUMBER, CitedSource::key));

    private final SourceRepository sources;

    SourceApi(SourceRepository sources) {
        this.sources = sources;
    }

    @Cost(weight = Cost.PAGE, countWeight = 500)
    @Query
    @Description("Where statements can be checked, the newest first and those without a date last.")
    public @NonNull Uni<Connection<CitedSource>> sources(
            @Description("Words of the title, the author or the publisher: as search(text:) takes them.") String search,
            @Description("The publisher's whole name; case does not matter.") String publisher,
            ConnectionArguments page) {
        return Connection.of(
                sources.page(search, publisher, page.request(NEWEST_FIRST)), () -> sources.count(search, publisher));
    }
}
