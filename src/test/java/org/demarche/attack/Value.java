package org.demarche.attack;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An input value, as it is written in a document and in JSON. */
record Value(String inDocument, String inJson) {

    static final Value NULL = raw("null");

    /** A number, a boolean, or something that is not valid at all. */
    static Value raw(String text) {
        return new Value(text, text);
    }

    static Value enumValue(String name) {
        return new Value(name, Json.quote(name));
    }

    /** Both notations have the same escapes. */
    static Value string(String text) {
        return raw(Json.quote(text));
    }

    static Value list(List<Value> items) {
        return new Value(
                items.stream().map(Value::inDocument).collect(Collectors.joining(", ", "[", "]")),
                items.stream().map(Value::inJson).collect(Collectors.joining(", ", "[", "]")));
    }

    static Value object(Map<String, Value> fields) {
        return new Value(
                fields.entrySet().stream()
                        .map(field -> field.getKey() + ": " + field.getValue().inDocument())
                        .collect(Collectors.joining(", ", "{", "}")),
                fields.entrySet().stream()
                        .map(field -> Json.quote(field.getKey()) + ": "
                                + field.getValue().inJson())
                        .collect(Collectors.joining(", ", "{", "}")));
    }
}
