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
import org.yaml.snakeyaml.reader.ReaderException;

/** Parses the files of a record, YAML or JSON. */
final class RecordParser {

    private static final Set<String> KEYS = Set.of("$schema", "sources", "countries", "topics", "blocs", "events");

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

    private static Node compose(RecordFile file) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_FILE);
        try {
            return new Yaml(options).compose(new StringReader(file.content()));
        } catch (MarkedYAMLException malformed) {
            int line = malformed.getProblemMark() == null
                    ? 1
                    : malformed.getProblemMark().getLine() + 1;
            throw RecordException.at(file.name(), line, "not valid YAML or JSON: " + malformed.getProblem());
        } catch (ReaderException character) {
            throw RecordException.at(
                    file.name(),
                    line(file.content(), character.getPosition()),
                    "contains the character U+%04X, which is not allowed in YAML and JSON"
                            .formatted(character.getCodePoint()));
        } catch (YAMLException malformed) {
            throw RecordException.at(file.name(), 1, "not valid YAML or JSON: " + malformed.getMessage());
        }
    }

    /** The line of the character with the index, counted in code points. */
    private static int line(String content, int index) {
        return 1
                + (int) content.codePoints().limit(index).filter(c -> c == '\n').count();
    }
}
