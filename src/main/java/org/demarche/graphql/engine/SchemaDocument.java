package org.demarche.graphql.engine;

import graphql.schema.GraphQLSchema;
import io.smallrye.graphql.execution.SchemaPrinter;

/** The schema in the schema definition language, printed as the settings of the extension say. */
public final class SchemaDocument {

    private SchemaDocument() {}

    public static String print(GraphQLSchema schema) {
        return new SchemaPrinter().print(schema);
    }
}
