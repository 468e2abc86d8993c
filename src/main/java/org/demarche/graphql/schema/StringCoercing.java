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
 * A scalar written as a string, whose mistakes are explained. SmallRye's own scalars take any string, or name classes
 * in their errors.
 *
 * @param check turns the string into what the resolvers take; throws IllegalArgumentException with a message
 */
record StringCoercing(Function<String, Object> check) implements Coercing<Object, String> {

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
        return value.toString();
    }

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
        try {
            return check.apply(text(input));
        } catch (IllegalArgumentException wrong) {
            throw new CoercingParseValueException(wrong.getMessage());
        }
    }

    @Override
    public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        try {
            return check.apply(text(input instanceof StringValue string ? string.getValue() : input));
        } catch (IllegalArgumentException wrong) {
            throw new CoercingParseLiteralException(wrong.getMessage());
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
        throw new IllegalArgumentException("it is not a string; write it in quotation marks");
    }
}
