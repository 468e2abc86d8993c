package org.demarche.graphql.limit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.NamedNode;
import graphql.language.Node;
import graphql.language.StringValue;
import org.demarche.config.LimitSettings;

/** Checks the sizes of names, texts, lists and numbers that a client sends. */
final class InputLimits {

    private final LimitSettings settings;

    InputLimits(LimitSettings settings) {
        this.settings = settings;
    }

    /** The recursion is limited by the parser, which rejects deeper grammar. */
    void check(Node<?> node) {
        if (node instanceof NamedNode<?> named && named.getName() != null) {
            checkText(named.getName(), "");
        } else if (node instanceof StringValue text) {
            checkText(text.getValue(), "");
        } else if (node instanceof ArrayValue array) {
            RequestLimit.ITEMS.check(array.getValues().size(), settings);
        }
        if (node instanceof Field field && field.getAlias() != null) {
            checkText(field.getAlias(), "");
        }
        for (Node<?> child : node.getChildren()) {
            check(child);
        }
    }

    void checkVariables(Map<String, Object> variables) {
        variables.forEach((name, value) -> {
            checkText(name, " in the variables");
            checkValue(name, value);
        });
    }

    /** The recursion is limited by the JSON parser, which rejects deeper values. */
    private void checkValue(String variable, Object value) {
        if (value instanceof String text) {
            checkText(text, in(variable));
        } else if (value instanceof List<?> list) {
            RequestLimit.ITEMS.check(list.size(), settings, in(variable));
            list.forEach(item -> checkValue(variable, item));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, field) -> {
                checkText((String) name, in(variable));
                checkValue(variable, field);
            });
        } else if (value instanceof BigDecimal number) {
            int exponent = String.valueOf(Math.abs((long) number.scale())).length();
            NumberLiterals.checkLength("variable " + variable, number.precision(), exponent);
        }
    }

    private void checkText(String text, String location) {
        RequestLimit.CHARACTERS.check(text.length(), settings, location);
    }

    private static String in(String variable) {
        return " in variable " + variable;
    }
}
