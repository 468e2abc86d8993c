package org.demarche.graphql.engine;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;

/**
 * The schema in the schema definition language. It says the same as introspection: the descriptions, the directives, and where
 * scalars are specified.
 */
public final class SchemaDocument {

    private static final SchemaPrinter PRINTER = new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
            .includeSchemaDefinition(true)
            .includeDirectives(SupportedDirectives::contains));

    private SchemaDocument() {}

    public static String print(GraphQLSchema schema) {
        return PRINTER.print(schema);
    }
}
