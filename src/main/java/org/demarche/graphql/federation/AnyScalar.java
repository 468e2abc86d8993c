package org.demarche.graphql.federation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;

/** {@code _Any} of the specification: an object whose fields depend on its {@code __typename}. */
final class AnyScalar implements Coercing<Map<?, ?>, Map<?, ?>> {

    static final GraphQLScalarType TYPE = GraphQLScalarType.newScalar()
            .name("_Any")
            .description("An entity by its __typename and one of the fields that name it: "
                    + "{__typename: \"Country\", code: \"RU\"}.")
            .coercing(new AnyScalar())
            .build();

    private static final String EXPECTED = "Expected an object with __typename and the field that names the entity.";

    @Override
    public Map<?, ?> serialize(Object value, GraphQLContext context, Locale locale) {
        return (Map<?, ?>) value;
    }

    @Override
    public Map<?, ?> parseValue(Object value, GraphQLContext context, Locale locale) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new CoercingParseValueException(EXPECTED);
    }

    @Override
    public Map<?, ?> parseLiteral(Value<?> value, CoercedVariables variables, GraphQLContext context, Locale locale) {
        if (!(value instanceof ObjectValue object)) {
            throw new CoercingParseLiteralException(EXPECTED);
        }
        Map<String, Object> fields = new HashMap<>();
        for (ObjectField field : object.getObjectFields()) {
            fields.put(field.getName(), text(field.getValue(), variables));
        }
        return fields;
    }

    /** Null for what is no text: no such value names an entity. */
    private static Object text(Value<?> value, CoercedVariables variables) {
        if (value instanceof VariableReference variable) {
            return variables.get(variable.getName());
        }
        return value instanceof StringValue text ? text.getValue() : null;
    }
}
