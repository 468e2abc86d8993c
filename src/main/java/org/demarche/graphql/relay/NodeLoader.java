package org.demarche.graphql.relay;

import java.util.Collection;
import java.util.Map;

import io.smallrye.mutiny.Uni;

/** Where the nodes of one type come from. Every feature with a Node type has one, found by injection. */
public interface NodeLoader {

    /** The name of the GraphQL type. */
    String type();

    /** Those that exist, by key. */
    Uni<? extends Map<Long, ? extends Node>> byKeys(Collection<Long> keys);
}
