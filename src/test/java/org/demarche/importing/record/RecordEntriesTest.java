package org.demarche.importing.record;

import java.io.Reader;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.demarche.support.Heavy;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.nodes.Node;

import static org.assertj.core.api.Assertions.assertThat;

/** A file is read on only as far as an entry needs, and an entry is not kept. */
@Heavy
class RecordEntriesTest {

    private static final int EVENTS = 2000;
    private static final int HELD_CHARACTERS = 32 * 1024;
    private static final int HELD_ENTRIES = 2;

    private static final String CODES =
            IntStream.range(0, 400).mapToObj("C%d"::formatted).collect(Collectors.joining(", "));

    @Test
    void yamlOfAnyLengthIsReadEntryByEntry() {
        assertReadEntryByEntry("a.yaml", "events:\n", "- {slug: event-%d, topics: [%s]}\n", "topics: []\n");
    }

    @Test
    void jsonOfAnyLengthIsReadEntryByEntry() {
        assertReadEntryByEntry(
                "a.json",
                "{\"events\": [",
                "{\"slug\": \"event-%d\", \"topics\": [\"%s\"]}, ",
                "null], \"topics\": []}");
    }

    private static void assertReadEntryByEntry(String name, String head, String event, String end) {
        List<CountingReader> readers = new ArrayList<>();
        RecordFile file = new RecordFile(name, () -> {
            readers.add(new CountingReader(head, event, end));
            return readers.get(readers.size() - 1);
        });
        RecordEntries entries = RecordParser.open(file);
        CountingReader reader = readers.get(readers.size() - 1);
        List<WeakReference<Node>> nodes = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            RecordEntry entry = entries.next();
            assertThat(entry.mapping(DraftReader.EVENT).required("slug")).isEqualTo("event-" + i);
            assertThat(reader.read).isLessThan(reader.endOf(i) + HELD_CHARACTERS);
            nodes.add(new WeakReference<>(entry.node()));
        }
        System.gc();
        assertThat(nodes.stream().filter(node -> node.get() != null))
                .as("entries in memory")
                .hasSizeLessThanOrEqualTo(HELD_ENTRIES);
        assertThat(reader.endOf(EVENTS - 1)).isGreaterThan(100 * HELD_CHARACTERS);
    }

    /** Makes the text as it is read. */
    private static final class CountingReader extends Reader {

        long read;
        private final String event;
        private final String end;
        private final List<Long> ends = new ArrayList<>();
        private long made;
        private StringBuilder next = new StringBuilder();

        CountingReader(String head, String event, String end) {
            this.event = event;
            this.end = end;
            next.append(head);
            made = head.length();
        }

        long endOf(int index) {
            return ends.get(index);
        }

        @Override
        public int read(char[] target, int offset, int length) {
            while (next.length() < length && ends.size() < EVENTS) {
                String text = event.formatted(ends.size(), CODES);
                next.append(text);
                made += text.length();
                ends.add(made);
                if (ends.size() == EVENTS) {
                    next.append(end);
                }
            }
            int count = Math.min(length, next.length());
            next.getChars(0, count, target, offset);
            next.delete(0, count);
            read += count;
            return count == 0 ? -1 : count;
        }

        @Override
        public void close() {
            next = new StringBuilder();
        }
    }
}
