package org.demarche.importing.record;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The entries of a file of a record in their order. Holds one at a time, so a file may have any number of them. */
abstract class RecordEntries {

    private static final Set<String> KEYS = Set.of("$schema", "sources", "countries", "topics", "blocs", "events");

    private final String file;
    private final Set<String> lists = new HashSet<>();
    private Iterator<Node> composed = List.<Node>of().iterator();
    private String list;
    private boolean begun;
    private boolean inList;
    private boolean ended;

    RecordEntries(String file) {
        this.file = file;
    }

    /**
     * Null at the end.
     *
     * @throws RecordException if what follows is not a record
     */
    final RecordEntry next() {
        begin();
        while (!ended) {
            if (composed.hasNext()) {
                return new RecordEntry(list, file, composed.next());
            }
            Node item = inList ? nextItem() : null;
            if (item != null) {
                return new RecordEntry(list, file, item);
            }
            inList = false;
            nextList();
        }
        return null;
    }

    private void nextList() {
        Node key = nextKey();
        if (key == null) {
            ended = true;
            return;
        }
        list = checked(key);
        inList = beginsList();
        composed = inList ? composed : items(value());
    }

    private void begin() {
        if (!begun) {
            begun = true;
            Node other = beginMapping();
            if (other != null) {
                YamlMapping.checkMapping(file, other, KEYS);
            }
        }
    }

    private String checked(Node key) {
        String name = YamlMapping.checkKey(file, key, KEYS);
        if (!lists.add(name)) {
            throw error(key, "'%s' appears twice".formatted(name));
        }
        return name;
    }

    private Iterator<Node> items(Node value) {
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue().iterator();
        }
        if (value.getTag().equals(Tag.NULL) || list.equals("$schema") && value instanceof ScalarNode) {
            return List.<Node>of().iterator();
        }
        throw error(value, "'%s' must be a list; write its items with a dash, or in square brackets".formatted(list));
    }

    private RecordException error(Node location, String reason) {
        return RecordException.at(file, location.getStartMark().getLine() + 1, reason);
    }

    /** Reads up to the first key. What there is instead of a mapping is returned; null for a mapping or an empty file. */
    abstract Node beginMapping();

    /** Null at the end of the file. */
    abstract Node nextKey();

    /** Whether the value is a list whose items can be read one by one. Reads its beginning then. */
    abstract boolean beginsList();

    /** Null at the end of the list. */
    abstract Node nextItem();

    abstract Node value();
}
