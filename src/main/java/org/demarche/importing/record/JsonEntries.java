package org.demarche.importing.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;

import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The entries of a JSON file as the nodes that the same file in YAML would have, with their lines. It is not parsed as YAML,
 * although YAML is nearly a superset: SnakeYAML refuses tabs, the escape \/, some characters and long keys.
 */
final class JsonEntries extends RecordEntries {

    private static final JsonProvider JSON = JsonProvider.provider();

    /** That of SnakeYAML; a record is nested five deep. */
    private static final int MAX_DEPTH = 50;

    private static final int[] NO_TEXT = {};

    private static final Pattern UNEXPECTED_CHARACTER = Pattern.compile("Unexpected char (-?\\d+)\\b.*");
    private static final Pattern UNEXPECTED_TOKEN = Pattern.compile("Invalid token=(\\w+).*");

    private final String file;
    private final JsonParser parser;
    private int depth;

    /** How the value begins that follows the last key. */
    private Event value;

    JsonEntries(RecordFile file) {
        super(file.name());
        this.file = file.name();
        this.parser = JSON.createParser(file.open());
    }

    /** @throws RecordException if it is not valid JSON */
    static void check(RecordFile file) {
        new JsonEntries(file).readEvents();
    }

    private void readEvents() {
        parsed(() -> {
            while (parser.hasNext()) {
                switch (parser.next()) {
                    case START_OBJECT, START_ARRAY -> enter();
                    case END_OBJECT, END_ARRAY -> depth--;
                    default -> {}
                }
            }
            return null;
        });
    }

    @Override
    Node beginMapping() {
        return parsed(() -> {
            Event first = parser.next();
            if (first == Event.START_OBJECT) {
                enter();
                return null;
            }
            return node(first);
        });
    }

    @Override
    Node nextKey() {
        return parsed(() -> {
            if (parser.next() != Event.END_OBJECT) {
                return key();
            }
            // Fails if anything follows.
            parser.hasNext();
            return null;
        });
    }

    @Override
    boolean beginsList() {
        return parsed(() -> {
            value = parser.next();
            if (value == Event.START_ARRAY) {
                enter();
            }
            return value == Event.START_ARRAY;
        });
    }

    @Override
    Node nextItem() {
        return parsed(() -> {
            Event item = parser.next();
            if (item != Event.END_ARRAY) {
                return node(item);
            }
            depth--;
            return null;
        });
    }

    @Override
    Node value() {
        return parsed(() -> node(value));
    }

    private Node node(Event event) {
        Mark start = mark();
        return switch (event) {
            case START_OBJECT -> new MappingNode(Tag.MAP, true, pairs(), start, mark(), FlowStyle.FLOW);
            case START_ARRAY -> new SequenceNode(Tag.SEQ, true, items(), start, mark(), FlowStyle.FLOW);
            case VALUE_NULL -> scalar(Tag.NULL, "null", start);
            case VALUE_TRUE -> scalar(Tag.BOOL, "true", start);
            case VALUE_FALSE -> scalar(Tag.BOOL, "false", start);
            case VALUE_NUMBER -> scalar(Tag.FLOAT, parser.getString(), start);
            default -> scalar(Tag.STR, parser.getString(), start);
        };
    }

    private List<NodeTuple> pairs() {
        enter();
        List<NodeTuple> pairs = new ArrayList<>();
        while (parser.next() != Event.END_OBJECT) {
            Node key = key();
            pairs.add(new NodeTuple(key, node(parser.next())));
        }
        depth--;
        return pairs;
    }

    private List<Node> items() {
        enter();
        List<Node> items = new ArrayList<>();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            items.add(node(event));
        }
        depth--;
        return items;
    }

    private void enter() {
        depth++;
        if (depth > MAX_DEPTH) {
            throw RecordException.at(
                    file, mark().getLine() + 1, "lists and objects are nested more than %d deep".formatted(MAX_DEPTH));
        }
    }

    private Node key() {
        return scalar(Tag.STR, parser.getString(), mark());
    }

    private static Node scalar(Tag tag, String value, Mark start) {
        return new ScalarNode(tag, true, value, start, start, ScalarStyle.DOUBLE_QUOTED);
    }

    /** Where the value that was read last is: no JSON value but an object or a list continues on another line. */
    private Mark mark() {
        return new Mark(file, 0, (int) parser.getLocation().getLineNumber() - 1, 0, NO_TEXT, 0);
    }

    private <T> T parsed(Supplier<T> step) {
        try {
            return step.get();
        } catch (JsonParsingException malformed) {
            throw RecordException.at(
                    file, (int) malformed.getLocation().getLineNumber(), "not valid JSON: " + reason(malformed));
        }
    }

    private static String reason(JsonParsingException malformed) {
        String column = " in column " + malformed.getLocation().getColumnNumber();
        Matcher character = UNEXPECTED_CHARACTER.matcher(malformed.getMessage());
        if (character.matches()) {
            int found = Integer.parseInt(character.group(1));
            return found < 0 ? "it ends in the middle of a value" : "unexpected %s%s".formatted(named(found), column);
        }
        Matcher token = UNEXPECTED_TOKEN.matcher(malformed.getMessage());
        if (token.matches()) {
            return token.group(1).equals("EOF")
                    ? "it ends in the middle of a list or object"
                    : "unexpected %s%s".formatted(token.group(1).toLowerCase(Locale.ROOT), column);
        }
        return malformed.getMessage();
    }

    private static String named(int character) {
        return character <= ' ' ? "character U+%04X".formatted(character) : "'" + Character.toString(character) + "'";
    }
}
