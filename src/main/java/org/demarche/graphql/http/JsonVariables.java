package org.demarche.graphql.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** Variables as graphql-java takes them: maps, lists, strings, numbers. */
final class JsonVariables {

    /** Those that fit into a long; all others stay decimals, with which nothing is calculated. */
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    private JsonVariables() {}

    static Map<String, Object> map(JsonObject object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    private static Object value(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> map(value.asJsonObject());
            case ARRAY -> ((JsonArray) value).stream().map(JsonVariables::value).toList();
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number((JsonNumber) value);
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
        };
    }

    private static Number number(JsonNumber number) {
        if (!WHOLE.matcher(number.toString()).matches()) {
            return number.bigDecimalValue();
        }
        long whole = number.longValue();
        return whole == (int) whole ? (Number) (int) whole : (Number) whole;
    }
}
