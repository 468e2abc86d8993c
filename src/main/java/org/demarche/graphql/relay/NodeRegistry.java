package org.demarche.graphql.relay;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import io.smallrye.mutiny.Uni;

/** Every object that has a global id. */
@ApplicationScoped
public class NodeRegistry {

    private final Map<String, NodeLoader> sources;

    NodeRegistry(Instance<NodeLoader> sources) {
        this.sources = sources.stream().collect(Collectors.toMap(NodeLoader::type, source -> source));
    }

    /** Those that exist; one statement for each type among the ids. */
    public Uni<Map<GlobalId, Node>> fetch(Collection<GlobalId> ids) {
        Map<String, List<Long>> keys = ids.stream()
                .filter(id -> sources.containsKey(id.type()))
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
        return sources.get(type).byKeys(keys).map(found -> {
            Map<GlobalId, Node> nodes = new HashMap<>();
            found.forEach((key, node) -> nodes.put(new GlobalId(type, key), node));
            return nodes;
        });
    }
}
