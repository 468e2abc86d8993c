package org.demarche.graphql.federation;

import java.util.Collection;
import java.util.Map;

import io.smallrye.mutiny.Uni;
import org.demarche.graphql.relay.Node;

/**
 * Loads the nodes of one type by the field that names them in the domain, such as the code of a country. Other subgraphs know
 * that name, but not our ids.
 */
public interface EntityLoader {

    /** The name of the GraphQL type. */
    String type();

    /** The name of its field. */
    String keyField();

    /** The existing nodes, by the names as they were given. One that is malformed names nothing. */
    Uni<? extends Map<String, ? extends Node>> byNames(Collection<String> names);
}
