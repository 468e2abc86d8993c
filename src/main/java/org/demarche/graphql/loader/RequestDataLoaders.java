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
import org.demarche.graphql.relay.Connection;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

/**
 * The data loaders of one request: a list is loaded for many parents at once if they use the same arguments.
 *
 * <p>SmallRye's batch methods mix up the results of parents if they have arguments
 * (https://github.com/smallrye/smallrye-graphql/pull/2268 fixed a part). So every nested field that reads from the
 * database uses this class: one loader per list and arguments, which are compared as records.
 *
 * <p>Loaders are dispatched when the current task of the event loop ends. The parents of a list arrive together, so they
 * have all registered by then; if there are so many that they come in turns, after the last one. graphql-java's own
 * dispatching is not used: it counts every field on every level, and did not dispatch chained loads
 * (https://github.com/graphql-java/graphql-java/issues/1198).
 */
public final class RequestDataLoaders {

    private final io.vertx.core.Context request = Vertx.currentContext();
    private final PacedDelivery delivery = new PacedDelivery(request::runOnContext);
    private final Map<Object, DataLoader<?, ?>> loaders = new HashMap<>();
    private Set<DataLoader<?, ?>> pending = new LinkedHashSet<>();

    private RequestDataLoaders() {}

    /** The data loaders of the request that a field belongs to. */
    public static RequestDataLoaders of(Context context) {
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        return environment
                .getGraphQlContext()
                .computeIfAbsent(RequestDataLoaders.class, key -> new RequestDataLoaders());
    }

    /**
     * @param list the list and its arguments; calls with equal values are loaded together
     * @param parent the key of the parent
     * @param read loads the list for all parents at once; a parent without an entry gets null
     */
    @SuppressWarnings("unchecked")
    public <K, V> CompletionStage<V> load(Object list, K parent, Function<List<K>, Uni<Map<K, V>>> read) {
        synchronized (this) {
            DataLoader<K, V> loader = (DataLoader<K, V>) loaders.computeIfAbsent(list, key -> loader(read));
            if (pending.isEmpty()) {
                request.runOnContext(ignored -> delivery.afterwards(this::dispatch));
            }
            pending.add(loader);
            return loader.load(parent);
        }
    }

    /** Like {@link #load}; a parent without an entry gets an empty list. */
    public <K, V> CompletionStage<List<V>> loadList(
            Object list, K parent, Function<List<K>, Uni<Map<K, List<V>>>> read) {
        return delivery.of(load(list, parent, read), found -> found == null ? List.of() : found);
    }

    /**
     * A page of a list of each parent. The list's length is read, for all parents at once, only when it is asked for.
     *
     * @param list the list and its arguments without those of the page, compared by value
     * @param pages reads the pages; every parent has an entry
     * @param counts reads the lengths; every parent has an entry
     */
    public <T> CompletionStage<Connection<T>> loadConnection(
            Object list,
            PageRequest<T> request,
            long parent,
            Function<List<Long>, Uni<Map<Long, Page<T>>>> pages,
            Function<List<Long>, Uni<Map<Long, Integer>>> counts) {
        return delivery.of(
                load(new PageOf(list, request), parent, pages),
                page -> new Connection<>(page, () -> load(list, parent, counts)));
    }

    private record PageOf(Object list, PageRequest<?> request) {}

    private void dispatch() {
        Set<DataLoader<?, ?>> ready;
        synchronized (this) {
            ready = pending;
            pending = new LinkedHashSet<>();
        }
        ready.forEach(DataLoader::dispatch);
    }

    private <K, V> DataLoader<K, V> loader(Function<List<K>, Uni<Map<K, V>>> read) {
        BatchLoader<K, V> batch = parents -> read.apply(parents)
                .map(found -> {
                    delivery.begin();
                    return parents.stream().map(found::get).toList();
                })
                .subscribeAsCompletionStage();
        return DataLoaderFactory.newDataLoader(batch);
    }
}
