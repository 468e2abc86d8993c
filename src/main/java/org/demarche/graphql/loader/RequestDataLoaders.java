package org.demarche.graphql.loader;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import graphql.schema.DataFetchingEnvironment;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.dataloader.BatchLoader;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;

/**
 * The lists that one request loads: what many parents ask for with the same arguments is read at once.
 *
 * <p>SmallRye's own batch methods mix up parents when they have arguments
 * (https://github.com/smallrye/smallrye-graphql/issues/2268), so every field below the root that reads comes here
 * instead: a loader for each list and its arguments, kept apart by the equality of a record.
 *
 * <p>A read begins when all that runs now has asked: the parents of a list, which come by one read, ask in one go. Of
 * graphql-java's own dispatching nothing is used; it keeps count of every field on every level of the answer.
 */
public final class RequestDataLoaders {

    private final io.vertx.core.Context request = Vertx.currentContext();
    private final Map<Object, DataLoader<?, ?>> loaders = new HashMap<>();
    private Set<DataLoader<?, ?>> asked = new LinkedHashSet<>();

    private RequestDataLoaders() {}

    /** Those of the request that the field belongs to. */
    public static RequestDataLoaders of(Context context) {
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        return environment
                .getGraphQlContext()
                .computeIfAbsent(RequestDataLoaders.class, key -> new RequestDataLoaders());
    }

    /**
     * @param list the list with its arguments, by value: calls with an equal one are read together
     * @param parent the key of the parent
     * @param read reads for all parents at once; a parent without an entry gets null
     */
    @SuppressWarnings("unchecked")
    public <K, V> CompletionStage<V> load(Object list, K parent, Function<List<K>, Uni<Map<K, V>>> read) {
        synchronized (this) {
            DataLoader<K, V> loader = (DataLoader<K, V>) loaders.computeIfAbsent(list, key -> loader(read));
            if (asked.isEmpty()) {
                request.runOnContext(allHaveAsked -> dispatch());
            }
            asked.add(loader);
            return loader.load(parent);
        }
    }

    /** Like {@link #load}; a parent without an entry gets an empty list. */
    public <K, V> CompletionStage<List<V>> loadList(
            Object list, K parent, Function<List<K>, Uni<Map<K, List<V>>>> read) {
        return load(list, parent, read).thenApply(found -> found == null ? List.of() : found);
    }

    private void dispatch() {
        Set<DataLoader<?, ?>> ready;
        synchronized (this) {
            ready = asked;
            asked = new LinkedHashSet<>();
        }
        ready.forEach(DataLoader::dispatch);
    }

    private static <K, V> DataLoader<K, V> loader(Function<List<K>, Uni<Map<K, V>>> read) {
        BatchLoader<K, V> batch = parents -> read.apply(parents)
                .map(found -> parents.stream().map(found::get).toList())
                .subscribeAsCompletionStage();
        return DataLoaderFactory.newDataLoader(batch);
    }
}
