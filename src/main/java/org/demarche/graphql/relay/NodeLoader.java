package org.demarche.graphql.relay;

import java.util.Collection;
import java.util.Map;

import io.smallrye.mutiny.Uni;

/** Loads the nodes of one type. Every feature with a Node type provides one as a bean. */
public interface NodeLoader {

    /** The name of the GraphQL type. */
    String type();

    /** The existing nodes, by the name in their global id. A node may also be found by a name that it had before. */
    Uni<? extends Map<String, ? extends Node>> byGlobalNames(Collection<String> names);

    /** The existing nodes, by key. */
    Uni<? extends Map<Long, ? extends Node>> byKeys(Collection<Long> keys);
}
