package org.demarche.graphql.schema;

import java.util.Locale;
import java.util.function.Function;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;

/**
 * Coerces a scalar that is written as a string, and explains invalid values. SmallRye's scalars accept any string or name
 * Java classes in their errors (compare https://github.com/smallrye/smallrye-graphql/issues/1923).
 *
 * @param parser converts the string to the value for resolvers; throws IllegalArgumentException with a message for clients
 */
record StringCoercing(Function<String, Object> parser) implements Coercing<Object, String> {

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
        return value.toString();
    }

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
        try {
            return parser.apply(text(input));
        } catch (IllegalArgumentException invalid) {
            throw new CoercingParseValueException(invalid.getMessage());
        }
    }

    @Override
    public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        try {
            return parser.apply(text(input instanceof StringValue string ? string.getValue() : input));
        } catch (IllegalArgumentException invalid) {
            throw new CoercingParseLiteralException(invalid.getMessage());
        }
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
        return StringValue.of(input.toString());
    }

    private static String text(Object input) {
        if (input instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the value is not a string; write it in quotation marks");
    }
}
