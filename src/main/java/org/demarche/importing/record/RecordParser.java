package org.demarche.importing.record;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the files of a record, YAML or JSON, into sections that know their file and lines. */
final class RecordParser {

    private static final Set<String> KEYS = Set.of("$schema", "sources", "countries", "topics", "blocs", "events");

    /** In characters: a file of a hundred thousand stances. */
    private static final int MAX_FILE = 64 * 1024 * 1024;

    private RecordParser() {}

    static List<RecordSection> parse(List<RecordFile> texts) {
        List<RecordSection> files = new ArrayList<>();
        for (RecordFile text : texts) {
            Node root = compose(text);
            if (root != null) {
                files.add(new RecordSection(text.name(), root, KEYS));
            }
        }
        return files;
    }

    private static Node compose(RecordFile text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_FILE);
        try {
            return new Yaml(options).compose(new StringReader(text.content()));
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw RecordException.at(text.name(), line, "this is neither YAML nor JSON: " + broken.getProblem());
        } catch (YAMLException broken) {
            throw RecordException.at(text.name(), 1, "this is neither YAML nor JSON: " + broken.getMessage());
        }
    }
}
