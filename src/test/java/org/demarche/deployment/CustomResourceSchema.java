package org.demarche.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Schemas of the custom resources of CloudNativePG and its plugin, for which no Java types are published.
 * custom-resources.yaml lists those of the documented fields that the manifests may use.
 */
record CustomResourceSchema(JsonNode kinds) {

    static CustomResourceSchema read() {
        try (InputStream file = CustomResourceSchema.class.getResourceAsStream("custom-resources.yaml")) {
            return new CustomResourceSchema(
                    StrictYaml.document(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    List<String> violations(String kind, JsonNode object) {
        JsonNode schema = kinds.get(kind);
        if (schema == null) {
            return List.of(KubernetesSchema.name(object) + ": no schema for the kind " + kind);
        }
        List<String> violations = new ArrayList<>();
        compare(object, schema, KubernetesSchema.name(object), violations);
        return violations;
    }

    private static void compare(JsonNode value, JsonNode schema, String where, List<String> violations) {
        if (schema.isTextual()) {
            compareScalar(value, schema.textValue(), where, violations);
        } else if (schema.isArray()) {
            if (!value.isArray()) {
                violations.add(where + ": not a list");
            }
            value.forEach(item -> compare(item, schema.get(0), where + "[]", violations));
        } else {
            compareFields(value, schema, where, violations);
        }
    }

    /** A name that ends in an exclamation mark is required; "*" matches any name. */
    private static void compareFields(JsonNode value, JsonNode schema, String where, List<String> violations) {
        if (!value.isObject()) {
            violations.add(where + ": not a mapping");
            return;
        }
        value.properties().forEach(field -> {
            JsonNode known = firstOf(schema, field.getKey(), field.getKey() + "!", "*");
            String place = where + "." + field.getKey();
            if (known == null) {
                violations.add(place + ": unknown field");
            } else {
                compare(field.getValue(), known, place, violations);
            }
        });
        schema.fieldNames().forEachRemaining(name -> {
            if (name.endsWith("!") && !value.has(name.substring(0, name.length() - 1))) {
                violations.add(where + "." + name.substring(0, name.length() - 1) + ": missing");
            }
        });
    }

    private static void compareScalar(JsonNode value, String type, String where, List<String> violations) {
        boolean fits =
                switch (type) {
                    case "text" -> value.isTextual();
                    case "number" -> value.isIntegralNumber();
                    case "boolean" -> value.isBoolean();
                    case "anything" -> true;
                    default -> value.isTextual() && List.of(type.split("\\|")).contains(value.textValue());
                };
        if (!fits) {
            violations.add(where + ": %s is not %s".formatted(value, type));
        }
    }

    private static JsonNode firstOf(JsonNode schema, String... names) {
        for (String name : names) {
            if (schema.has(name)) {
                return schema.get(name);
            }
        }
        return null;
    }
}
