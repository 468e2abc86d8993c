package org.demarche.importing.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.Node;

/** Parses the files of a record, YAML or JSON. */
final class RecordParser {

    private static final Set<String> KEYS = Set.of("$schema", "sources", "countries", "topics", "blocs", "events");

    /** JSON begins so, and YAML may. */
    private static final Pattern JSON_START = Pattern.compile("\\s*\\{\\s*[\"}]");

    /** In characters: enough for a file with a hundred thousand stances. */
    static final int MAX_FILE = 64 * 1024 * 1024;

    private RecordParser() {}

    static List<YamlMapping> parse(List<RecordFile> files) {
        List<YamlMapping> mappings = new ArrayList<>();
        for (RecordFile file : files) {
            Node root = compose(file);
            if (root != null) {
                mappings.add(new YamlMapping(file.name(), root, KEYS));
            }
        }
        return mappings;
    }

    /** Null for an empty file. */
    private static Node compose(RecordFile file) {
        if (file.content().isBlank()) {
            return null;
        }
        if (file.isNamedJson()) {
            return new JsonNodes(file).compose();
        }
        if (!JSON_START.matcher(file.content()).lookingAt()) {
            return new YamlNodes(file).compose();
        }
        // The name of a pipe does not tell.
        try {
            return new JsonNodes(file).compose();
        } catch (RecordException notJson) {
            return composeYaml(file, notJson);
        }
    }

    private static Node composeYaml(RecordFile file, RecordException notJson) {
        try {
            return new YamlNodes(file).compose();
        } catch (RecordException neither) {
            notJson.addSuppressed(neither);
            throw notJson;
        }
    }
}
