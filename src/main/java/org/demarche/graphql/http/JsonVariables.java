package org.demarche.graphql.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** Converts JSON variables to the Java values that graphql-java expects. */
final class JsonVariables {

    /**
     * Integers that fit into a long. All others stay BigDecimal, unexpanded: 1e999999999 would take minutes to compute.
     */
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    private JsonVariables() {}

    static Map<String, Object> toMap(JsonObject object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    private static Object value(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> toMap(value.asJsonObject());
            case ARRAY -> ((JsonArray) value).stream().map(JsonVariables::value).toList();
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number((JsonNumber) value);
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
        };
    }

    private static Number number(JsonNumber number) {
        if (!INTEGER.matcher(number.toString()).matches()) {
            return number.bigDecimalValue();
        }
        long integer = number.longValue();
        return integer == (int) integer ? (Number) (int) integer : (Number) integer;
    }
}
