package org.demarche.importing.record;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The length that a YAML file would have with what its anchors name in place of each alias. A few lines of aliases to
 * aliases can stand for more than any machine holds, so written out a file must not be longer than a file may be.
 */
final class WrittenOutLength {

    private static final long UNFINISHED = -1;

    private final String file;

    /** Of nodes that aliases can name. */
    private final Map<Node, Long> lengths = new IdentityHashMap<>();

    /** As it stands in the file, of all nodes seen so far. */
    private long written;

    /** Of all nodes checked so far. */
    private long total;

    WrittenOutLength(String file) {
        this.file = file;
    }

    /**
     * Checks the next node of the file.
     *
     * @throws RecordException if the file is too long with it, or it has no end
     */
    void check(Node node) {
        total += of(node);
        checkLimit(node, total);
    }

    /** Anchors stand before their aliases, so this never goes deeper than the file itself is nested. */
    private long of(Node node) {
        Long known = node.getAnchor() == null ? null : lengths.putIfAbsent(node, UNFINISHED);
        if (known != null) {
            if (known == UNFINISHED) {
                throw error(node, "contains an alias of itself; an alias must stand outside of what its anchor names");
            }
            return known;
        }
        written++;
        long length = 1 + content(node);
        checkLimit(node, length);
        if (node.getAnchor() != null) {
            lengths.put(node, length);
        }
        return length;
    }

    private void checkLimit(Node node, long length) {
        if (length > RecordParser.MAX_FILE && length > written) {
            throw error(
                    node,
                    "with its aliases written out this has more than %,d characters, the limit of a file; use fewer aliases, or split the file"
                            .formatted(RecordParser.MAX_FILE));
        }
    }

    private long content(Node node) {
        if (node instanceof ScalarNode scalar) {
            written += scalar.getValue().length();
            return scalar.getValue().length();
        }
        Stream<Node> children = node instanceof MappingNode mapping
                ? mapping.getValue().stream().flatMap(pair -> Stream.of(pair.getKeyNode(), pair.getValueNode()))
                : ((SequenceNode) node).getValue().stream();
        return children.mapToLong(this::of).sum();
    }

    private RecordException error(Node node, String reason) {
        return RecordException.at(file, node.getStartMark().getLine() + 1, reason);
    }
}
