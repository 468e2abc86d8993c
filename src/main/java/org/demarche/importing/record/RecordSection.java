package org.demarche.importing.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.demarche.model.PartialDate;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of a record's file. All scalars are read as text, so that NO is Norway and 2021 a date. */
final class RecordSection {

    private final String file;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    RecordSection(String file, Node node, Set<String> known) {
        this.file = file;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw fault(node, "a mapping is wanted here, with the keys " + String.join(", ", sorted(known)));
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode());
            if (!known.contains(key)) {
                throw fault(
                        tuple.getKeyNode(),
                        "'%s' is not known here; the keys are %s".formatted(key, String.join(", ", sorted(known))));
            }
            if (values.containsKey(key)) {
                throw fault(tuple.getKeyNode(), "'%s' stands here twice".formatted(key));
            }
            if (!tuple.getValueNode().getTag().equals(Tag.NULL)) {
                values.put(key, tuple.getValueNode());
            }
        }
    }

    /** Null when it is left out. */
    String text(String key) {
        Node value = values.get(key);
        if (value == null) {
            return null;
        }
        String text = scalar(value).strip();
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw fault(
                    key, "'%s' is empty, or holds the character U+0000; leave it out or write a text".formatted(key));
        }
        return text;
    }

    String required(String key) {
        String text = text(key);
        if (text == null) {
            throw fault(node, "'%s' is missing".formatted(key));
        }
        return text;
    }

    /** A text that must hold as something: the reason of its IllegalArgumentException is told with file and line. */
    <T> T as(String key, Function<String, T> type) {
        String text = text(key);
        try {
            return text == null ? null : type.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw fault(key, "%s: %s".formatted(key, wrong.getMessage()));
        }
    }

    <T> T requiredAs(String key, Function<String, T> type) {
        required(key);
        return as(key, type);
    }

    PartialDate date(String key) {
        return as(key, PartialDate::new);
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) {
        return requiredAs(key, text -> parse(text, type));
    }

    <E extends Enum<E>> E constant(String key, E fallback) {
        E given = as(key, text -> parse(text, fallback.getDeclaringClass()));
        return given == null ? fallback : given;
    }

    List<String> texts(String key) {
        return items(key).stream().map(this::scalar).map(String::strip).toList();
    }

    List<RecordSection> sections(String key, Set<String> known) {
        return items(key).stream()
                .map(item -> new RecordSection(file, item, known))
                .toList();
    }

    /** As {@link #sections}, but goes on after a fault, to tell of all at once. */
    List<RecordSection> sections(String key, Set<String> known, List<RecordException> faults) {
        List<RecordSection> sections = new ArrayList<>();
        for (Node item : items(key)) {
            try {
                sections.add(new RecordSection(file, item, known));
            } catch (RecordException fault) {
                faults.add(fault);
            }
        }
        return sections;
    }

    RecordException fault(String key, String reason) {
        return fault(values.getOrDefault(key, node), reason);
    }

    private RecordException fault(Node where, String reason) {
        return RecordException.at(file, where.getStartMark().getLine() + 1, reason);
    }

    private List<Node> items(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw fault(value, "'%s' is a list; write its items with a dash, or in square brackets".formatted(key));
    }

    private String scalar(Node value) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw fault(value, "a text is wanted here");
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
