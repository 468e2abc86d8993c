package org.demarche.graphql.federation;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.demarche.error.ClientErrorException;

/**
 * An entity as a router refers to it: its type, and one of the fields that name it.
 *
 * @param field the name of that field
 */
record Representation(String type, String field, String key) {

    static final String ID = "id";

    /**
     * @param index where it stands in the argument
     * @param keyFields the fields that name an entity, by type
     */
    static Representation of(int index, Map<?, ?> value, Map<String, List<String>> keyFields) {
        Object type = value.get("__typename");
        List<String> fields = type == null ? null : keyFields.get(type);
        if (fields == null) {
            throw invalid(index, "__typename must be one of " + String.join(", ", keyFields.keySet()));
        }
        return fields.stream()
                .filter(field -> value.get(field) instanceof String)
                .map(field -> new Representation((String) type, field, (String) value.get(field)))
                .findFirst()
                .orElseThrow(() -> invalid(
                        index, "give the %s of the %s as a text".formatted(String.join(" or the ", fields), type)));
    }

    private static ClientErrorException invalid(int index, String reason) {
        return ClientErrorException.invalid("%s[%d]".formatted(Subgraph.REPRESENTATIONS, index), reason);
    }

    boolean isById() {
        return Objects.equals(field, ID);
    }
}
