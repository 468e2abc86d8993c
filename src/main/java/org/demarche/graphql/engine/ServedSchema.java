package org.demarche.graphql.engine;

import jakarta.inject.Singleton;

import graphql.schema.GraphQLSchema;
import org.demarche.config.FederationSettings;
import org.demarche.graphql.federation.EntityRegistry;
import org.demarche.graphql.federation.Subgraph;

/** The schema that requests are executed with: the one that was built, or that as a subgraph. */
@Singleton
public class ServedSchema {

    private final GraphQLSchema schema;
    private final String document;

    ServedSchema(GraphQLSchema built, FederationSettings federation, EntityRegistry entities) {
        String printed = SchemaDocument.print(built);
        if (federation.enabled()) {
            Subgraph subgraph = new Subgraph(built, printed, entities);
            schema = subgraph.schema();
            document = subgraph.document();
        } else {
            schema = built;
            document = printed;
        }
    }

    GraphQLSchema schema() {
        return schema;
    }

    /** In the schema definition language. */
    public String document() {
        return document;
    }
}
