package org.demarche.graphql.relay;

import java.util.ArrayList;
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

    /** The existing objects. Runs one statement per type, and another if some of its ids have names and some keys. */
    public Uni<Map<GlobalId, Node>> fetch(Collection<GlobalId> ids) {
        List<Uni<Map<GlobalId, Node>>> loads = ids.stream()
                .filter(id -> loaders.containsKey(id.type()))
                .distinct()
                .collect(Collectors.groupingBy(id -> loaders.get(id.type())))
                .entrySet()
                .stream()
                .flatMap(entry -> loads(entry.getKey(), entry.getValue()).stream())
                .toList();
        if (loads.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Uni.join().all(loads).andFailFast().map(found -> {
            Map<GlobalId, Node> all = new HashMap<>();
            found.forEach(all::putAll);
            return all;
        });
    }

    private static List<Uni<Map<GlobalId, Node>>> loads(NodeLoader loader, List<GlobalId> ids) {
        List<String> names = new ArrayList<>();
        List<Long> keys = new ArrayList<>();
        for (GlobalId id : ids) {
            if (id.name() == null) {
                keys.add(id.key());
            } else {
                names.add(id.name());
            }
        }
        List<Uni<Map<GlobalId, Node>>> loads = new ArrayList<>();
        if (!names.isEmpty()) {
            loads.add(loader.byGlobalNames(names).map(found -> {
                Map<GlobalId, Node> nodes = new HashMap<>();
                found.forEach((name, node) -> nodes.put(GlobalId.named(loader.type(), name), node));
                return nodes;
            }));
        }
        if (!keys.isEmpty()) {
            loads.add(loader.byKeys(keys).map(found -> {
                Map<GlobalId, Node> nodes = new HashMap<>();
                found.forEach((key, node) -> nodes.put(GlobalId.keyed(loader.type(), key), node));
                return nodes;
            }));
        }
        return loads;
    }
}
