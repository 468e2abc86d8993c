package org.demarche.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The objects of CloudNativePG and its plugin, of which no Java types are published: shapes.yaml has those of the
 * documented fields that the manifests may use.
 */
record Shapes(JsonNode kinds) {

    static Shapes read() {
        try (InputStream file = Shapes.class.getResourceAsStream("shapes.yaml")) {
            return new Shapes(Yaml.document(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    List<String> faults(String kind, JsonNode object) {
        JsonNode shape = kinds.get(kind);
        if (shape == null) {
            return List.of(KubernetesApi.name(object) + ": nothing is known of the kind " + kind);
        }
        List<String> faults = new ArrayList<>();
        compare(object, shape, KubernetesApi.name(object), faults);
        return faults;
    }

    private static void compare(JsonNode value, JsonNode shape, String where, List<String> faults) {
        if (shape.isTextual()) {
            compareScalar(value, shape.textValue(), where, faults);
        } else if (shape.isArray()) {
            if (!value.isArray()) {
                faults.add(where + ": not a list");
            }
            value.forEach(item -> compare(item, shape.get(0), where + "[]", faults));
        } else {
            compareFields(value, shape, where, faults);
        }
    }

    /** A name that ends in an exclamation mark has to be there; "*" stands for any. */
    private static void compareFields(JsonNode value, JsonNode shape, String where, List<String> faults) {
        if (!value.isObject()) {
            faults.add(where + ": not a mapping");
            return;
        }
        value.properties().forEach(field -> {
            JsonNode known = firstOf(shape, field.getKey(), field.getKey() + "!", "*");
            String place = where + "." + field.getKey();
            if (known == null) {
                faults.add(place + ": unknown field");
            } else {
                compare(field.getValue(), known, place, faults);
            }
        });
        shape.fieldNames().forEachRemaining(name -> {
            if (name.endsWith("!") && !value.has(name.substring(0, name.length() - 1))) {
                faults.add(where + "." + name.substring(0, name.length() - 1) + ": missing");
            }
        });
    }

    private static void compareScalar(JsonNode value, String type, String where, List<String> faults) {
        boolean fits =
                switch (type) {
                    case "text" -> value.isTextual();
                    case "number" -> value.isIntegralNumber();
                    case "boolean" -> value.isBoolean();
                    case "anything" -> true;
                    default -> value.isTextual() && List.of(type.split("\\|")).contains(value.textValue());
                };
        if (!fits) {
            faults.add(where + ": %s is not %s".formatted(value, type));
        }
    }

    private static JsonNode firstOf(JsonNode shape, String... names) {
        for (String name : names) {
            if (shape.has(name)) {
                return shape.get(name);
            }
        }
        return null;
    }
}
