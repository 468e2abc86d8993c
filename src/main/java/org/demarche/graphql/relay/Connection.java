package org.demarche.graphql.relay;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.demarche.paging.Keyset;
import org.demarche.paging.Page;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of a list as Relay's connections have it. Everything but the nodes is made when it is asked for. */
public abstract class Connection<T, E extends Edge<T>> {

    private final Page<T> page;
    private final BiFunction<Keyset<T>, T, E> edge;
    private final Supplier<CompletionStage<Integer>> count;

    protected Connection(Page<T> page, BiFunction<Keyset<T>, T, E> edge, Supplier<CompletionStage<Integer>> count) {
        this.page = page;
        this.edge = edge;
        this.count = count;
    }

    @NonNull
    @Description("The items with their cursors.")
    public List<@NonNull E> getEdges() {
        return page.items().stream()
                .map(item -> edge.apply(page.keyset(), item))
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
