package org.demarche.graphql.loader;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import graphql.schema.DataFetchingEnvironment;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import org.dataloader.BatchLoader;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;

/**
 * The lists that one request loads: what many parents ask for with the same arguments is read at once.
 *
 * <p>SmallRye's own batch methods mix up parents when they have arguments
 * (https://github.com/smallrye/smallrye-graphql/issues/2268), so every field with arguments below the root comes here
 * instead: a loader for each list and its arguments, kept apart by the equality of a record.
 */
public final class Loads {

    private final DataLoaderRegistry registry;
    private final Map<Object, DataLoader<?, ?>> loaders = new ConcurrentHashMap<>();

    private final AtomicInteger registered = new AtomicInteger();

    private Loads(DataLoaderRegistry registry) {
        this.registry = registry;
    }

    /** Those of the request that the field belongs to. */
    public static Loads of(Context context) {
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        return environment
                .getGraphQlContext()
                .computeIfAbsent(Loads.class, key -> new Loads(environment.getDataLoaderRegistry()));
    }

    /** For batch methods without arguments: a list for each parent, in the order of the parents. */
    public static <P, V> List<List<V>> inOrder(List<P> parents, Function<P, Long> key, Map<Long, List<V>> found) {
        return parents.stream()
                .map(parent -> found.getOrDefault(key.apply(parent), List.of()))
                .toList();
    }

    /**
     * @param list the list with its arguments, by value: calls with an equal one are read together
     * @param parent the key of the parent
     * @param read reads for all parents at once; a parent without an entry gets null
     */
    @SuppressWarnings("unchecked")
    public <K, V> CompletionStage<V> load(Object list, K parent, Function<List<K>, Uni<Map<K, V>>> read) {
        DataLoader<K, V> loader = (DataLoader<K, V>) loaders.computeIfAbsent(list, key -> register(loader(read)));
        return loader.load(parent);
    }

    /** The registry keeps a copy under its name, and that is the one that it dispatches. */
    private <K, V> DataLoader<K, V> register(DataLoader<K, V> loader) {
        String name = "list " + registered.incrementAndGet();
        return registry.register(name, loader).getDataLoader(name);
    }

    private static <K, V> DataLoader<K, V> loader(Function<List<K>, Uni<Map<K, V>>> read) {
        BatchLoader<K, V> batch = parents -> read.apply(parents)
                .map(found -> parents.stream().map(found::get).toList())
                .subscribeAsCompletionStage();
        return DataLoaderFactory.newDataLoader(batch);
    }
}
