package org.demarche.search;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Nullable;
import io.smallrye.mutiny.Uni;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ForwardArguments;
import org.demarche.graphql.relay.NodeRegistry;
import org.demarche.paging.ColumnType;
import org.demarche.paging.Keyset;
import org.demarche.paging.KeysetColumn;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
@NonBlocking
public class SearchApi {

    private static final Keyset<Hit> BEST_FIRST = Keyset.of(
            "search",
            new KeysetColumn<>("h.rank_order", ColumnType.RANK, Hit::order),
            new KeysetColumn<>("h.type", ColumnType.TEXT, hit -> hit.type().name()),
            new KeysetColumn<>("h.id", ColumnType.NUMBER, Hit::key));

    private final SearchRepository repository;
    private final NodeRegistry nodes;

    SearchApi(SearchRepository repository, NodeRegistry nodes) {
        this.repository = repository;
        this.nodes = nodes;
    }

    @Cost(weight = 2000, countWeight = 2000)
    @Query
    @Description("Full-text search over names, titles and summaries, best match first: what has exactly that name or "
            + "title, what begins with it, the rest. Accents, case, punctuation, and British or American spelling do not "
            + "matter; all words must occur.")
    public @NonNull Uni<Connection<SearchResult>> search(
            @NonNull @Description("Words, \"quoted phrases\", -exclusions, this or that.") String text,
            @Nullable @Description("What to search; everything when left out.") List<@NonNull SearchType> types,
            ForwardArguments page) {
        List<SearchType> searched = types == null ? Arrays.asList(SearchType.values()) : types;
        PageRequest<Hit> request = page.request(BEST_FIRST);
        return Connection.of(
                repository.page(text, searched, request).chain(this::fetch), () -> repository.count(text, searched));
    }

    /** Loads the objects of the hits, with one statement per type. */
    private Uni<Page<SearchResult>> fetch(Page<Hit> hits) {
        return nodes.fetch(hits.items().stream().map(Hit::id).toList()).map(found -> {
            Map<SearchResult, Hit> results = new LinkedHashMap<>();
            for (Hit hit : hits.items()) {
                // An object that was deleted after the search has no node.
                if (found.get(hit.id()) instanceof SearchResult result) {
                    results.put(result, hit);
                }
            }
            Keyset<SearchResult> keyset = hits.keyset().of(results::get);
            return new Page<>(keyset, List.copyOf(results.keySet()), hits.hasNext(), hits.hasPrevious());
        });
    }
}
