package org.demarche.importing.record;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** JSON is read as JSON, and YAML as people write it. */
class RecordFormatsTest {

    private static final String TOPICS = """
            {
              "topics": [
                {
                  "slug": "a-topic",
                  "title": "A topic"
                }
              ]
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "A.JSON", "a.json.gz", "/dev/stdin", "a.yaml"})
    void jsonMayBeIndentedWithTabs(String name) {
        assertThat(titles(name, TOPICS.replace("  ", "\t").replace(": ", ":\t")))
                .containsExactly("A topic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void jsonMayHaveAnyLineBreaks(String lineBreak) {
        assertThat(titles("a.json", TOPICS.replace("\n", lineBreak))).containsExactly("A topic");
        assertThatThrownBy(
                        () -> titles("a.json", TOPICS.replace("title", "titel").replace("\n", lineBreak)))
                .hasMessageStartingWith("a.json:5: unknown key 'titel'");
    }

    @Test
    void everyEscapeAndCharacterOfJsonIsRead() {
        assertThat(title("A \\/ \\\\ \\\" \\b\\f\\n\\r\\t \\u00e9 \\ud83d\\ude00"))
                .isEqualTo("A / \\ \" \b\f\n\r\t é 😀");
        String legal = IntStream.of(0x7F, 0x80, 0x85, 0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF, 0x1F600, 0x10FFFF)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        assertThat(title("A" + legal + "B")).isEqualTo("A" + legal + "B");
    }

    @Test
    void numbersAndTruthValuesOfJsonAreText() {
        assertThat(title(2021)).isEqualTo("2021");
        assertThat(title(true)).isEqualTo("true");
        assertThat(title(1.50)).isEqualTo("1.5");
    }

    @Test
    void longTextsAndManyEntriesAreRead() {
        String longText = "word ".repeat(200_000).strip();
        assertThat(title(longText)).isEqualTo(longText);
        String many = IntStream.range(0, 50_000)
                .mapToObj("{\"slug\": \"a\", \"title\": \"Topic %d\"}"::formatted)
                .collect(Collectors.joining(","));
        assertThat(titles("a.json", "{\"topics\":[" + many + "]}")).hasSize(50_000);
    }

    /** The same text is valid YAML. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"title\" | \"titel\"",
                "\"title\" | \"slug\"",
                "\"A topic\" | \"\"",
                "\"A topic\" | [\"A topic\"]",
                "\"A topic\" | null",
                "[ | {\"a\": [",
                "\"A topic\" | \"A \\u0000 topic\"",
                "\"A topic\" | \"A \\ud800 topic\"",
            })
    void anErrorIsReportedWithTheSameLineAndReasonAsInYaml(String right, String wrong) {
        String broken = TOPICS.replace(right, wrong);
        String json = wrong.startsWith("{") ? broken.replace("  ]", "  ]}") : broken;
        String message = message("a.json", json);
        assertThat(message).startsWith("a.json:");
        assertThat(message("a.yaml", "--- " + json)).isEqualTo(message.replace("a.json", "a.yaml"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"title\" | key | 5: not valid JSON: unexpected 'k' in column 7",
                "\"A topic\" | \"A topic\", | 6: not valid JSON: unexpected curlyclose in column 5",
                "\"A topic\" | \"A topic | 5: not valid JSON: unexpected character U+000A in column 24",
                "} | # | 6: not valid JSON: unexpected '#' in column 5",
            })
    void whatIsNotJsonIsReportedWithItsLine(String right, String wrong, String reason) {
        assertThat(message("a.json", TOPICS.replaceFirst(java.util.regex.Pattern.quote(right), wrong)))
                .isEqualTo("a.json:" + reason);
    }

    @Test
    void jsonThatEndsTooEarlyOrGoesOnIsReported() {
        assertThat(message("a.json", "{\"topics\": ["))
                .isEqualTo("a.json:1: not valid JSON: it ends in the middle of a list or object");
        assertThat(message("a.json", "{\"topics\": \""))
                .isEqualTo("a.json:1: not valid JSON: it ends in the middle of a value");
        assertThat(message("a.json", TOPICS + TOPICS)).startsWith("a.json:9: not valid JSON: ");
        assertThat(message("a.json", "topics: []")).startsWith("a.json:1: not valid JSON: ");
        assertThat(message("a.json", "{\"topics\": " + "[".repeat(60) + "]".repeat(60) + "}"))
                .isEqualTo("a.json:1: lists and objects are nested more than 50 deep");
    }

    @Test
    void yamlThatBeginsLikeJsonIsStillYaml() {
        assertThat(titles("/dev/stdin", "{topics: [{slug: a-topic, title: A topic}]} # by hand"))
                .containsExactly("A topic");
        assertThat(titles("a.json", " \n")).isEmpty();
    }

    @Test
    void anAnchorMayBeUsedAnyNumberOfTimes() {
        String topics = "- {slug: *slug, title: Again}\n- *first\n".repeat(5_000);
        assertThat(titles("a.yaml", "topics:\n- &first {slug: &slug a-topic, title: A topic}\n" + topics))
                .hasSize(10_001);
    }

    @Test
    void aliasesThatWouldFillAllMemoryAreRefused() {
        StringBuilder laughs = new StringBuilder("topics:\n- &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 10; i++) {
            laughs.append("- &a%1$d [%2$s]\n"
                    .formatted(i, String.join(", ", java.util.Collections.nCopies(10, "*a" + (i - 1)))));
        }
        assertThat(readAll(laughs.toString()))
                .isEqualTo(
                        "a.yaml:9: with its aliases written out this has more than 67,108,864 characters, the limit of a file;"
                                + " use fewer aliases, or split the file");
        assertThat(message(
                        "a.yaml",
                        "topics:\n- {slug: a, title: &long " + "x".repeat(100_000) + "}\n"
                                + "- {slug: a, title: *long}\n".repeat(700)))
                .startsWith("a.yaml:672: with its aliases written out this has more than");
        assertThat(message("a.yaml", "topics: &all\n- {slug: a, title: b}\n- *all\n"))
                .isEqualTo(
                        "a.yaml:1: contains an alias of itself; an alias must stand outside of what its anchor names");
    }

    @Test
    void aTabSeparatesWhereYamlAllowsIt() {
        assertThat(titles("a.yaml", "topics:\t# all\n- slug:\t\ta-topic\n  title: \t A topic \t# by hand\n"))
                .containsExactly("A topic");
        assertThat(titles("a.yaml", "topics:\t[\t{\tslug:\ta-topic,\ttitle:\t\"A topic\"\t}\t]\t# all\n"))
                .containsExactly("A topic");
        assertThat(titles("a.yaml", "topics:\n- {slug: a-topic,\t\"title\":\t'A topic'\t}\n"))
                .containsExactly("A topic");
    }

    @Test
    void aTabAfterTheDashOfAListSeparates() {
        assertThat(titles(
                        "a.yaml",
                        "topics:\n-\t{slug: a-topic, title: \"A: topic\"}\n- \t{title: Another}\t# by hand\n"))
                .containsExactly("A: topic", "Another");
        String list = "events:\n- topics:\n  -\ta-topic\n  -\t\"b: c\"\t# by hand: both\n  -\td:e\n  -\t'it''s: one'\n";
        RecordEntry event = RecordParser.open(RecordFile.of("a.yaml", list)).next();
        assertThat(event.mapping(DraftReader.EVENT).texts("topics"))
                .containsExactly("a-topic", "b: c", "d:e", "it's: one");
    }

    @Test
    void aTabInATextStaysATab() {
        assertThat(
                        titles(
                                "a.yaml",
                                "topics:\n- title: \"a:\tb,\tc\"\n- title: 'a:\tb'\n- title: a\tb:c,\td\n- title: |\n    a:\tb\n    \tc\n"))
                .containsExactly("a:\tb,\tc", "a:\tb", "a\tb:c,\td", "a:\tb\n\tc");
    }

    @Test
    void aTabThatIndentsIsRefused() {
        assertThat(message("a.yaml", "topics:\n- slug: a-topic\n\ttitle: A topic\n"))
                .startsWith("a.yaml:3: not valid YAML or JSON: ");
        for (String indented :
                List.of("slug: a-topic\n\ttitle: A topic", "'slug': a-topic", "\"slug\":", "- a-topic")) {
            assertThat(message("a.yaml", "topics:\n-\t" + indented + "\n"))
                    .startsWith("a.yaml:2: not valid YAML or JSON: ");
        }
    }

    private static String title(Object jsonValue) {
        String value = jsonValue instanceof String text ? "\"" + text + "\"" : jsonValue.toString();
        return titles("a.json", TOPICS.replace("\"A topic\"", value)).get(0);
    }

    private static List<String> titles(String name, String content) {
        List<String> titles = new ArrayList<>();
        RecordEntries entries = RecordParser.open(RecordFile.of(name, content));
        for (RecordEntry entry = entries.next(); entry != null; entry = entries.next()) {
            titles.add(entry.mapping(DraftReader.TOPIC).required("title"));
        }
        return titles;
    }

    /** The message of the first error, without looking at what the entries are. */
    private static String readAll(String content) {
        RecordEntries entries = RecordParser.open(RecordFile.of("a.yaml", content));
        return assertThatThrownBy(() -> {
                    while (entries.next() != null) {
                        // Each is read.
                    }
                })
                .actual()
                .getMessage();
    }

    private static String message(String name, String content) {
        try {
            return "read: " + titles(name, content);
        } catch (RecordException error) {
            return error.getMessage();
        }
    }
}
