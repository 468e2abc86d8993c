package org.demarche.importing.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.demarche.model.PartialDate;
import org.demarche.model.StorableText;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML mapping of a record's file, with its line for messages. Reads all scalars as text, so that NO is Norway and 2021
 * a date.
 */
final class YamlMapping {

    private final String file;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    YamlMapping(String file, Node node, Set<String> known) {
        this.file = file;
        this.node = node;
        for (NodeTuple tuple : checkMapping(file, node, known).getValue()) {
            String key = checkKey(file, tuple.getKeyNode(), known);
            if (values.containsKey(key)) {
                throw error(tuple.getKeyNode(), "'%s' appears twice".formatted(key));
            }
            if (!tuple.getValueNode().getTag().equals(Tag.NULL)) {
                values.put(key, tuple.getValueNode());
            }
        }
    }

    static MappingNode checkMapping(String file, Node node, Set<String> known) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw error(file, node, "expected a mapping with the keys " + String.join(", ", sorted(known)));
    }

    static String checkKey(String file, Node node, Set<String> known) {
        String key = scalar(file, node);
        if (!known.contains(key)) {
            throw error(
                    file, node, "unknown key '%s'; allowed here: %s".formatted(key, String.join(", ", sorted(known))));
        }
        return key;
    }

    /** Null if absent. */
    String text(String key) {
        Node value = values.get(key);
        if (value == null) {
            return null;
        }
        String text = scalar(value).strip();
        if (text.isEmpty()) {
            throw error(key, "'%s' is empty; leave it out or write a text".formatted(key));
        }
        return text;
    }

    String required(String key) {
        String text = text(key);
        if (text == null) {
            throw error(node, "'%s' is missing".formatted(key));
        }
        return text;
    }

    /** Converts a text. The message of an IllegalArgumentException is reported with file and line. */
    <T> T convert(String key, Function<String, T> type) {
        String text = text(key);
        try {
            return text == null ? null : type.apply(text);
        } catch (IllegalArgumentException invalid) {
            throw error(key, "%s: %s".formatted(key, invalid.getMessage()));
        }
    }

    <T> T convertRequired(String key, Function<String, T> type) {
        required(key);
        return convert(key, type);
    }

    PartialDate date(String key) {
        return convert(key, PartialDate::new);
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) {
        return convertRequired(key, text -> parse(text, type));
    }

    <E extends Enum<E>> E constant(String key, E fallback) {
        E given = convert(key, text -> parse(text, fallback.getDeclaringClass()));
        return given == null ? fallback : given;
    }

    List<String> texts(String key) {
        return items(key).stream().map(this::scalar).map(String::strip).toList();
    }

    List<YamlMapping> mappings(String key, Set<String> known) {
        return items(key).stream()
                .map(item -> new YamlMapping(file, item, known))
                .toList();
    }

    /** A single mapping; null if absent. */
    YamlMapping mapping(String key, Set<String> known) {
        Node value = values.get(key);
        return value == null ? null : new YamlMapping(file, value, known);
    }

    /** As {@link #mappings(String, Set)}, but continues after an error and adds it to the others. */
    List<YamlMapping> mappings(String key, Set<String> known, RecordErrors errors) {
        List<YamlMapping> mappings = new ArrayList<>();
        for (Node item : items(key)) {
            errors.read(() -> mappings.add(new YamlMapping(file, item, known)));
        }
        return mappings;
    }

    RecordException error(String key, String reason) {
        return error(values.getOrDefault(key, node), reason);
    }

    private RecordException error(Node location, String reason) {
        return error(file, location, reason);
    }

    private static RecordException error(String file, Node location, String reason) {
        return RecordException.at(file, location.getStartMark().getLine() + 1, reason);
    }

    private List<Node> items(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw error(value, "'%s' must be a list; write its items with a dash, or in square brackets".formatted(key));
    }

    private String scalar(Node value) {
        return scalar(file, value);
    }

    private static String scalar(String file, Node value) {
        if (value instanceof ScalarNode scalar) {
            String character = StorableText.invalidCharacter(scalar.getValue());
            if (character != null) {
                throw error(file, value, "contains the character %s, which cannot be stored".formatted(character));
            }
            return scalar.getValue();
        }
        throw error(file, value, "expected a text");
    }

    private static <E extends Enum<E>> E parse(String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "'%s' is not one of %s".formatted(text, Arrays.toString(type.getEnumConstants())));
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }
}
