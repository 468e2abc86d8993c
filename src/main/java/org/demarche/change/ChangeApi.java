package org.demarche.change;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import org.demarche.database.KnownMoment;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ForwardArguments;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.graphql.relay.Node;
import org.demarche.graphql.relay.NodeRegistry;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** The feed of changes, and what changes show. */
@GraphQLApi
@NonBlocking
public class ChangeApi {

    private final ChangeRepository changes;
    private final ChangeHistory history;
    private final FieldChangeRepository fieldChanges;
    private final NodeRegistry nodes;

    ChangeApi(ChangeRepository changes, ChangeHistory history, FieldChangeRepository fieldChanges, NodeRegistry nodes) {
        this.changes = changes;
        this.history = history;
        this.fieldChanges = fieldChanges;
        this.nodes = nodes;
    }

    @Cost(weight = 1000, countWeight = 20_000)
    @Query
    @Description(
            "What changed, oldest first: the feed that an offline copy replays. Keep endCursor and come back with it. "
                    + "The feed never skips and never repeats a change.")
    public @NonNull Uni<Connection<Change>> changes(ForwardArguments page) {
        KnownMoment.requirePresent("Query.changes");
        return Connection.of(changes.page(page.request(ChangeRepository.FEED)), changes::count);
    }

    @Cost(weight = 100)
    @Query
    @Description(
            "The changes of everything that has or had a global id, oldest first: also of what has been withdrawn, "
                    + "and of what was recorded again under the same name.")
    public @NonNull Uni<Connection<Change>> history(
            @Id @NonNull @Description("The id of a country, bloc, topic, event or stance.") String id,
            ForwardArguments page) {
        KnownMoment.requirePresent("Query.history");
        return history.ofId(id, page);
    }

    @Cost(weight = 50, assumedSize = 8)
    @Description(
            "The fields that differ, with their values before and after. Of what was recorded all that have a value, "
                    + "of what was withdrawn all that had one.")
    public @NonNull CompletionStage<List<@NonNull FieldChange>> fields(@Source Change change, Context context) {
        return RequestDataLoaders.of(context)
                .load(Related.FIELDS, change, this::compare)
                .thenApply(found -> found == null ? List.of() : found);
    }

    private Uni<Map<Change, List<FieldChange>>> compare(List<Change> compared) {
        return fieldChanges.of(compared).map(found -> compared.stream()
                .collect(Collectors.toMap(change -> change, change -> found.getOrDefault(change.place(), List.of()))));
    }

    @Description("What changed, as it is now; null once it has been withdrawn.")
    public CompletionStage<Node> node(@Source Change change, Context context) {
        return RequestDataLoaders.of(context)
                .load(Related.NODE, GlobalId.keyed(change.type().node(), change.key()), this::fetch);
    }

    private Uni<Map<GlobalId, Node>> fetch(List<GlobalId> ids) {
        return nodes.fetch(ids);
    }

    private enum Related {
        NODE,
        FIELDS
    }
}
