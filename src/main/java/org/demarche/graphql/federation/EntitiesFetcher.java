package org.demarche.graphql.federation;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.limit.CostedField;
import org.demarche.graphql.relay.Node;

/** Resolves {@code _entities}: in the order asked, null for what does not exist. */
@Cost(slicingArgument = Subgraph.REPRESENTATIONS)
final class EntitiesFetcher implements DataFetcher<CompletionStage<List<Node>>>, CostedField {

    private final EntityRegistry entities;
    private final Map<String, List<String>> keyFields;

    /** @param keyFields the fields that name an entity, by type */
    EntitiesFetcher(EntityRegistry entities, Map<String, List<String>> keyFields) {
        this.entities = entities;
        this.keyFields = keyFields;
    }

    @Override
    public AnnotatedElement method() {
        return EntitiesFetcher.class;
    }

    @Override
    public CompletionStage<List<Node>> get(DataFetchingEnvironment environment) {
        List<Map<?, ?>> values = environment.getArgument(Subgraph.REPRESENTATIONS);
        List<Representation> asked = IntStream.range(0, values.size())
                .mapToObj(i -> Representation.of(i, values.get(i), keyFields))
                .toList();
        return entities.find(asked)
                .map(found -> asked.stream().map(found::get).toList())
                .subscribeAsCompletionStage();
    }
}
