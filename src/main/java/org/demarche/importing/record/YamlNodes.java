package org.demarche.importing.record;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.resolver.Resolver;

/** A YAML file of a record as nodes. */
record YamlNodes(RecordFile file) {

    /** Null for a file with comments only. */
    Node compose() {
        try {
            LoaderOptions options = options();
            Node root = new Composer(new ParserImpl(new TabReader(file.content()), options), new Resolver(), options)
                    .getSingleNode();
            if (root != null) {
                new WrittenOutLength(file.name()).check(root);
            }
            return root;
        } catch (MarkedYAMLException malformed) {
            int line = malformed.getProblemMark() == null
                    ? 1
                    : malformed.getProblemMark().getLine() + 1;
            throw RecordException.at(file.name(), line, "not valid YAML or JSON: " + malformed.getProblem());
        } catch (ReaderException character) {
            throw RecordException.at(
                    file.name(),
                    line(file.content(), character.getPosition()),
                    "contains the character U+%04X, which is not allowed in YAML".formatted(character.getCodePoint()));
        } catch (YAMLException malformed) {
            throw RecordException.at(file.name(), 1, "not valid YAML or JSON: " + malformed.getMessage());
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(RecordParser.MAX_FILE);
        // Counted by WrittenOutLength: many uses of a short anchor do no harm, a few of a long one may.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        return options;
    }

    /** The line of the character with the index, counted in code points. */
    private static int line(String content, int index) {
        return 1
                + (int) content.codePoints().limit(index).filter(c -> c == '\n').count();
    }
}
