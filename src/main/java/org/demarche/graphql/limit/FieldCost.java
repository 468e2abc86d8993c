package org.demarche.graphql.limit;

import java.util.Map;

import graphql.schema.DataFetcher;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;

/** The {@link Cost} of a field, with defaults. */
record FieldCost(int weight, int countWeight, int assumedSize, String slicingArgument) {

    private static final FieldCost DEFAULT = new FieldCost(0, Cost.DEFAULT_COUNT_WEIGHT, Cost.DEFAULT_SIZE, "");
    private static final FieldCost PAGE = new FieldCost(Cost.PAGE, Cost.DEFAULT_COUNT_WEIGHT, Cost.DEFAULT_SIZE, "");

    /** Lists of the introspection, about as long as those of this schema. */
    private static final Map<String, Integer> INTROSPECTION = Map.of(
            "__Schema.types", 100,
            "__Schema.directives", 10,
            "__Type.fields", 10,
            "__Type.enumValues", 10,
            "__Type.inputFields", 10,
            "__Type.interfaces", 1,
            "__Type.possibleTypes", 5,
            "__Field.args", 3,
            "__Directive.args", 2);

    static FieldCost of(GraphQLSchema schema, GraphQLObjectType type, GraphQLFieldDefinition field) {
        if (type.getName().startsWith("__")) {
            int size = INTROSPECTION.getOrDefault(type.getName() + '.' + field.getName(), Cost.DEFAULT_SIZE);
            return new FieldCost(0, 0, size, "");
        }
        if (field.getName().startsWith("__")) {
            return DEFAULT;
        }
        DataFetcher<?> fetcher = schema.getCodeRegistry().getDataFetcher(type, field);
        Cost cost = fetcher instanceof CostedField costed ? costed.method().getAnnotation(Cost.class) : null;
        if (cost == null) {
            return field.getArgument("first") == null ? DEFAULT : PAGE;
        }
        return new FieldCost(cost.weight(), cost.countWeight(), cost.assumedSize(), cost.slicingArgument());
    }
}
