package org.demarche.graphql.federation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.graphql.relay.Node;
import org.demarche.graphql.relay.NodeRegistry;

/** Finds the entities that other subgraphs refer to. */
@Singleton
public class EntityRegistry {

    private final NodeRegistry nodes;
    private final Map<String, EntityLoader> loaders;

    EntityRegistry(NodeRegistry nodes, Instance<EntityLoader> loaders) {
        this.nodes = nodes;
        this.loaders = loaders.stream().collect(Collectors.toMap(EntityLoader::type, loader -> loader));
    }

    /** The fields that name an object of the type. */
    List<String> keyFields(String type) {
        return Optional.ofNullable(loaders.get(type))
                .map(loader -> List.of(Representation.ID, loader.keyField()))
                .orElse(List.of(Representation.ID));
    }

    /** The existing objects. Runs one statement per type and field. */
    Uni<Map<Representation, Node>> find(Collection<Representation> representations) {
        Map<Boolean, List<Representation>> byId =
                representations.stream().distinct().collect(Collectors.partitioningBy(Representation::isById));
        List<Uni<Map<Representation, Node>>> loads = new ArrayList<>();
        loads.add(byIds(byId.get(true)));
        byId.get(false).stream()
                .collect(Collectors.groupingBy(Representation::type))
                .forEach((type, named) -> loads.add(byNames(loaders.get(type), named)));
        return Uni.join().all(loads).andFailFast().map(found -> {
            Map<Representation, Node> all = new HashMap<>();
            found.forEach(all::putAll);
            return all;
        });
    }

    private Uni<Map<Representation, Node>> byIds(List<Representation> representations) {
        Map<Representation, GlobalId> ids = new HashMap<>();
        representations.forEach(representation -> GlobalId.parse(representation.key())
                .filter(id -> id.type().equals(representation.type()))
                .ifPresent(id -> ids.put(representation, id)));
        return nodes.fetch(ids.values()).map(found -> {
            Map<Representation, Node> entities = new HashMap<>();
            ids.forEach((representation, id) -> entities.put(representation, found.get(id)));
            return entities;
        });
    }

    private static Uni<Map<Representation, Node>> byNames(EntityLoader loader, List<Representation> representations) {
        List<String> names = representations.stream().map(Representation::key).toList();
        return loader.byNames(names).map(found -> {
            Map<Representation, Node> entities = new HashMap<>();
            representations.forEach(representation -> entities.put(representation, found.get(representation.key())));
            return entities;
        });
    }
}
