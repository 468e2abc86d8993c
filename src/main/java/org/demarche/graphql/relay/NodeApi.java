package org.demarche.graphql.relay;

import java.util.List;
import java.util.Optional;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.demarche.error.ClientErrorException;
import org.demarche.graphql.limit.Cost;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
@NonBlocking
public class NodeApi {

    /** The maximum size of a page. */
    private static final int MAX_IDS = 100;

    private final NodeRegistry nodes;

    NodeApi(NodeRegistry nodes) {
        this.nodes = nodes;
    }

    @Query
    @Description("Fetches any object again by its global id (Relay Global Object Identification). "
            + "Null for an id that names nothing.")
    public Uni<Node> node(@Id @NonNull @Description("The id that the object had.") String id) {
        return nodes(List.of(id)).map(found -> found.get(0));
    }

    @Cost(slicingArgument = "ids")
    @Query
    @Description("Fetches objects by their global ids, in the order asked. Null for an id that names nothing.")
    public @NonNull Uni<List<Node>> nodes(@NonNull @Description("At most 100 ids.") List<@NonNull String> ids) {
        if (ids.size() > MAX_IDS) {
            throw ClientErrorException.invalid(
                    "ids", "%d are too many; request at most %d at once".formatted(ids.size(), MAX_IDS));
        }
        List<Optional<GlobalId>> parsed = ids.stream().map(GlobalId::parse).toList();
        return nodes.fetch(parsed.stream().flatMap(Optional::stream).toList()).map(found -> parsed.stream()
                .map(id -> id.map(found::get).orElse(null))
                .toList());
    }
}
