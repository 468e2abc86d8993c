package org.demarche.graphql.relay;

import org.demarche.paging.Keyset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An item of a {@link Connection}. Named in the schema as that is. */
@Type("Edge")
public final class Edge<T> {

    private final Keyset<T> keyset;
    private final T node;

    Edge(Keyset<T> keyset, T node) {
        this.keyset = keyset;
        this.node = node;
    }

    @NonNull
    @Description("Where the item lies in the list; good for after and before of the same list in the same order.")
    public String getCursor() {
        return keyset.cursor(node);
    }

    @NonNull
    @Description("The item.")
    public T getNode() {
        return node;
    }
}
