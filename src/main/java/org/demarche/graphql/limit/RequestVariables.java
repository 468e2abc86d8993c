package org.demarche.graphql.limit;

import java.util.HashMap;
import java.util.Map;

import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.Value;
import graphql.language.VariableReference;
import org.demarche.error.ClientErrorException;

/** The variables of a request, with their defaults. Remembers which of them were read. */
final class RequestVariables {

    private final Map<String, Object> values;
    private final Map<String, Object> read = new HashMap<>();

    RequestVariables(Map<String, Object> values) {
        this.values = values;
    }

    Object get(VariableReference variable) {
        Object value = values.get(variable.getName());
        read.put(variable.getName(), value);
        return value;
    }

    /** The value of the argument {@code if} of @skip or @include. */
    boolean condition(Directive directive) {
        Value<?> condition = directive.getArgument("if").getValue();
        Object value = condition instanceof VariableReference variable
                ? get(variable)
                : condition instanceof BooleanValue constant ? constant.isValue() : null;
        if (value instanceof Boolean known) {
            return known;
        }
        throw ClientErrorException.invalid(
                "@%s(if:)".formatted(directive.getName()), "the value is null; send true or false");
    }

    /** The variables that were read, with their values. */
    Map<String, Object> read() {
        return read;
    }
}
