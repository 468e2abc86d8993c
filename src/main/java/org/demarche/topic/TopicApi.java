package org.demarche.topic;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
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
public class TopicApi {

    private static final Keyset<Topic> BY_TITLE = Keyset.of(
            "topics",
            new KeysetColumn<>("t.title_key", ColumnType.TEXT, Topic::titleKey),
            new KeysetColumn<>("t.id", ColumnType.NUMBER, Topic::key));

    private final TopicRepository repository;

    TopicApi(TopicRepository repository) {
        this.repository = repository;
    }

    @Query
    @Description("One topic. Null for a slug that names none.")
    public Uni<Topic> topic(@NonNull @Description("The topic's slug.") String slug) {
        return repository.bySlug(slug);
    }

    @Query
    @Description("Topics, by title.")
    public @NonNull Uni<Connection<Topic>> topics(
            @Description("Words of the title or description: as search(text:) takes them; all topics when left out.")
                    String search,
            ConnectionArguments page) {
        return Connection.of(repository.page(search, page.request(BY_TITLE)), () -> repository.count(search));
    }
}
