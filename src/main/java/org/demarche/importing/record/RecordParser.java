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

    static List<Section> parse(List<RecordText> texts) {
        List<Section> files = new ArrayList<>();
        for (RecordText text : texts) {
            Node root = compose(text);
            if (root != null) {
                files.add(new Section(text.name(), root, KEYS));
            }
        }
        return files;
    }

    private static Node compose(RecordText text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_FILE);
        try {
            return new Yaml(options).compose(new StringReader(text.content()));
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw RecordFault.at(text.name(), line, "this is neither YAML nor JSON: " + broken.getProblem());
        } catch (YAMLException broken) {
            throw RecordFault.at(text.name(), 1, "this is neither YAML nor JSON: " + broken.getMessage());
        }
    }
}
