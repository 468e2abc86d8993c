package org.demarche.graphql.relay;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/** Finds any object by its global id. */
@Singleton
public class NodeRegistry {

    private final Map<String, NodeLoader> loaders;

    NodeRegistry(Instance<NodeLoader> loaders) {
        this.loaders = loaders.stream().collect(Collectors.toMap(NodeLoader::type, loader -> loader));
    }

    /** The existing objects. Runs one statement per type. */
    public Uni<Map<GlobalId, Node>> fetch(Collection<GlobalId> ids) {
        Map<String, List<Long>> keys = ids.stream()
                .filter(id -> loaders.containsKey(id.type()))
                .distinct()
                .collect(Collectors.groupingBy(GlobalId::type, Collectors.mapping(GlobalId::key, Collectors.toList())));
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<Uni<Map<GlobalId, Node>>> loads = keys.entrySet().stream()
                .map(entry -> fetch(entry.getKey(), entry.getValue()))
                .toList();
        return Uni.join().all(loads).andFailFast().map(found -> {
            Map<GlobalId, Node> all = new HashMap<>();
            found.forEach(all::putAll);
            return all;
        });
    }

    private Uni<Map<GlobalId, Node>> fetch(String type, List<Long> keys) {
        return loaders.get(type).byKeys(keys).map(found -> {
            Map<GlobalId, Node> nodes = new HashMap<>();
            found.forEach((key, node) -> nodes.put(new GlobalId(type, key), node));
            return nodes;
        });
    }
}
