package org.demarche.graphql.relay;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import org.demarche.paging.Page;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/**
 * A page of a list as a Relay connection. Everything except the nodes is created when it is asked for.
 *
 * <p>SmallRye names the types {@code Connection_Event}; {@link RelaySchema} gives them their names and descriptions.
 */
@Type("Connection")
public final class Connection<T> {

    private final Page<T> page;
    private final Supplier<CompletionStage<Integer>> count;

    public Connection(Page<T> page, Supplier<CompletionStage<Integer>> count) {
        this.page = page;
        this.count = count;
    }

    /** A page of a list at the root of a query. */
    public static <T> Uni<Connection<T>> of(Uni<Page<T>> page, Supplier<Uni<Integer>> count) {
        return page.map(read -> new Connection<>(read, () -> count.get().subscribeAsCompletionStage()));
    }

    @NonNull
    @Description("The items with their cursors.")
    public List<@NonNull Edge<T>> getEdges() {
        return page.items().stream()
                .map(item -> new Edge<>(page.keyset(), item))
                .toList();
    }

    @NonNull
    @Description("The items.")
    public List<@NonNull T> getNodes() {
        return page.items();
    }

    @NonNull
    @Description("Where the page lies in the list.")
    public PageInfo getPageInfo() {
        return new PageInfo(page);
    }

    @NonNull
    @Description("How many items the whole list has. Counted only when asked for.")
    public CompletionStage<Integer> getTotalCount() {
        return count.get();
    }
}
