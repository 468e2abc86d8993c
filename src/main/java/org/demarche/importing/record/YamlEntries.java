package org.demarche.importing.record;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** The entries of a YAML file. Keeps what has an anchor, since an alias may stand anywhere after it. */
final class YamlEntries extends RecordEntries {

    private final RecordFile file;
    private final ItemComposer composer;
    private final WrittenOutLength length;
    private boolean ended;

    YamlEntries(RecordFile file) {
        super(file.name());
        this.file = file;
        this.length = new WrittenOutLength(file.name());
        LoaderOptions options = options();
        this.composer = parsed(() -> new ItemComposer(parser(file, options), options));
    }

    /** @throws RecordException if it is not valid YAML */
    static void check(RecordFile file) {
        new YamlEntries(file).readEvents();
    }

    private void readEvents() {
        parsed(() -> {
            while (composer.parser().getEvent().getEventId() != ID.StreamEnd) {
                // Events are checked as they are read.
            }
            return null;
        });
    }

    @Override
    Node beginMapping() {
        return parsed(() -> {
            take(ID.StreamStart);
            if (is(ID.StreamEnd)) {
                ended = true;
                return null;
            }
            take(ID.DocumentStart);
            if (!is(ID.MappingStart)) {
                return composer.node();
            }
            take(ID.MappingStart);
            return null;
        });
    }

    @Override
    Node nextKey() {
        if (ended) {
            return null;
        }
        return parsed(() -> {
            if (!is(ID.MappingEnd)) {
                return node();
            }
            take(ID.MappingEnd);
            take(ID.DocumentEnd);
            if (!is(ID.StreamEnd)) {
                throw error(peek().getStartMark(), "but found another document");
            }
            ended = true;
            return null;
        });
    }

    /** A list with an anchor may be an alias further on, so it is composed as a whole. */
    @Override
    boolean beginsList() {
        return parsed(() -> {
            boolean begins = is(ID.SequenceStart) && ((NodeEvent) peek()).getAnchor() == null;
            if (begins) {
                take(ID.SequenceStart);
            }
            return begins;
        });
    }

    @Override
    Node nextItem() {
        return parsed(() -> {
            if (!is(ID.SequenceEnd)) {
                return node();
            }
            take(ID.SequenceEnd);
            return null;
        });
    }

    @Override
    Node value() {
        return parsed(this::node);
    }

    private Node node() {
        Node node = composer.node();
        length.check(node);
        return node;
    }

    private boolean is(ID kind) {
        return composer.parser().checkEvent(kind);
    }

    private Event peek() {
        return composer.parser().peekEvent();
    }

    /** The parser gives no other event here. */
    private void take(ID kind) {
        Event event = composer.parser().getEvent();
        if (!event.is(kind)) {
            throw new IllegalStateException("%s instead of %s".formatted(event, kind));
        }
    }

    private <T> T parsed(Supplier<T> step) {
        try {
            return step.get();
        } catch (MarkedYAMLException malformed) {
            throw error(malformed.getProblemMark(), malformed.getProblem());
        } catch (ReaderException character) {
            throw RecordException.at(
                    file.name(),
                    lineOfInvalidCharacter(),
                    "contains the character U+%04X, which is not allowed in YAML".formatted(character.getCodePoint()));
        } catch (YAMLException malformed) {
            throw RecordException.at(file.name(), 1, "not valid YAML or JSON: " + malformed.getMessage());
        }
    }

    /** @param mark null if the parser does not know */
    private RecordException error(Mark mark, String problem) {
        return RecordException.at(
                file.name(), mark == null ? 1 : mark.getLine() + 1, "not valid YAML or JSON: " + problem);
    }

    private int lineOfInvalidCharacter() {
        int line = 1;
        try (Reader reader = file.open()) {
            for (int next = reader.read(); next >= 0; next = reader.read()) {
                if (!Character.isSurrogate((char) next) && !StreamReader.isPrintable(next)) {
                    break;
                }
                line += next == '\n' ? 1 : 0;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return line;
    }

    private static Parser parser(RecordFile file, LoaderOptions options) {
        return new ParserImpl(new TabReader(file.open()), options);
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(RecordParser.MAX_FILE);
        // Counted by WrittenOutLength: many uses of a short anchor do no harm, a few of a long one may.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        return options;
    }

    /** Composes nodes one by one instead of a document. */
    private static final class ItemComposer extends Composer {

        ItemComposer(Parser parser, LoaderOptions options) {
            super(parser, new Resolver(), options);
        }

        Node node() {
            return composeValueNode(null);
        }

        Parser parser() {
            return parser;
        }
    }
}
