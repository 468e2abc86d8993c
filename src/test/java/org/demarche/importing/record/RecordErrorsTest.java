package org.demarche.importing.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Errors in a record are reported with file, line and reason; record.schema.json rejects the same for editors. */
class RecordErrorsTest {

    private static final String EVENT = """
            events:
              - slug: an-event
                title: An event
                kind: VOTE
                date: 1901-02
                sources: [s]
                stances:
                  - country: RU
                    position: SUPPORTS
                    act: VOTE
                    since: 1901-02
                    sources: [s]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: An event | titel: An event | 3: unknown key 'titel'; allowed here: aliases, date, endDate,",
                "title: An event | summary: x | 2: 'title' is missing",
                "slug: an-event | slug: An Event | 2: 'An Event' is not a slug",
                "kind: VOTE | kind: BALLOT | 4: kind: 'BALLOT' is not one of [RECOGNITION,",
                "date: 1901-02 | date: 1901-2 | 5: date: '1901-2' is not an EDTF level 0 date",
                "date: 1901-02 | date: [1901] | 5: expected a text",
                "sources: [s] | sources: s | 6: 'sources' must be a list; write its items with a dash",
                "position: SUPPORTS | position: FOR | 9: position: 'FOR' is not one of [SUPPORTS,",
                "    since: 1901-02 | since: 1901-13 | 11: since: '1901-13' is not an EDTF level 0 date",
            })
    void anErrorIsReportedWithFileLineAndReason(String right, String wrong, String reason) {
        assertThat(errors(EVENT)).isEmpty();
        String broken = EVENT.replaceFirst(java.util.regex.Pattern.quote(right.strip()), wrong);
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(RecordException.class)
                .hasMessageStartingWith("a.yaml:" + reason);
        if (!wrong.contains("1901-13")) {
            assertThat(errors(broken)).as("errors by the JSON Schema").isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date: 1901-02 | date: 1901-02\\n    endDate: 1900 | 6: endDate (1900) is before 1901",
                "since: 1901-02 | since: 1901-02\\n        until: 1901-01 | 12: until (1901-01) is before 1901-02",
                "title: An event | title: An event\\n    title: Twice | 4: 'title' appears twice",
                "title: An event | title: An event\\n    symbol: S/RES/242 | 4: symbol: 'S/RES/242' is not the whole symbol",
                "title: An event | title: An event\\n    symbol: A/79/PV.44 | 4: symbol: 'A/79/PV.44' is not the whole symbol",
                "sources: [s] | sources: [t] | 6: this record has no source with the id 't'",
                "sources: [s] | sources: [] | 6: 'sources' is missing: every event and stance needs",
                "sources: [s] | 'sources: [s, s]' | 6: sources: 's' appears twice",
                "country: RU | country: Atlantis | 8: no country, or more than one, has the code or name 'Atlantis'",
                "kind: VOTE | 'kind: \"VOTE' | 4: not valid YAML or JSON",
            })
    void whatASchemaCannotExpressIsReportedToo(String right, String wrong, String reason) {
        String broken = EVENT.replaceFirst(java.util.regex.Pattern.quote(right), wrong.replace("\\n", "\n"));
        assertThatThrownBy(() -> read(broken)).hasMessageContaining(reason.substring(reason.indexOf(':') + 2));
    }

    @Test
    void aCharacterThatCannotBeStoredIsReportedWithItsLine() {
        assertThatThrownBy(() -> read(EVENT.replace("An event", "An \0 event")))
                .hasMessage("a.yaml:3: contains the character U+0000, which is not allowed in YAML");
        assertThatThrownBy(() -> read(EVENT.replace("An event", "\"An \\0 event\"")))
                .hasMessage("a.yaml:3: contains the character U+0000, which cannot be stored");
        assertThatThrownBy(() -> read(EVENT.replace("[s]", "[\"s\\ud800\"]")))
                .hasMessage("a.yaml:6: contains the character U+D800, which cannot be stored");
    }

    @Test
    void ofVeryManyErrorsTheFirstAreListedAndTheOthersCounted() {
        RecordErrors errors = new RecordErrors();
        for (int line = 1; line <= RecordErrors.LISTED + 2; line++) {
            errors.add(RecordException.at("a.yaml", line, "wrong"));
        }
        assertThatThrownBy(errors::throwIfAny)
                .hasMessageStartingWith("a.yaml:1: wrong\na.yaml:2: wrong\n")
                .hasMessageEndingWith("a.yaml:%d: wrong\nand 2 more".formatted(RecordErrors.LISTED));
    }

    @Test
    void aListOrATextInsteadOfARecordIsRejected() {
        assertThatThrownBy(() -> read("- a")).hasMessageStartingWith("a.yaml:1: expected a mapping");
        assertThatThrownBy(() -> read("hello")).hasMessageStartingWith("a.yaml:1: expected a mapping");
        assertThat(RecordParser.open(RecordFile.of("a.yaml", "")).next()).isNull();
    }

    @Test
    void everyBuiltInFileConformsToTheSchema() throws Exception {
        for (RecordFile file : BuiltInRecord.files()) {
            assertThat(errors(BuiltInRecord.text(file))).as(file.name()).isEmpty();
        }
    }

    @Test
    void theExampleOfTheManualFitsTheSchema() throws Exception {
        String manual = Files.readString(Path.of("src/site/markdown/record-format.md"));
        String example = manual.substring(manual.indexOf("```yaml\n") + 8);
        assertThat(errors(example.substring(0, example.indexOf("```")))).isEmpty();
    }

    /** Reads the events and their stances; the country RU and the source s are known. */
    private static void read(String yaml) {
        KeyLookup keys = new KeyLookup(new RecordNames());
        keys.countries().put("RU", 1L);
        keys.sources().put("s", 1L);
        RecordEntries entries = RecordParser.open(RecordFile.of("a.yaml", yaml));
        for (RecordEntry entry = entries.next(); entry != null; entry = entries.next()) {
            YamlMapping event = entry.mapping(DraftReader.EVENT);
            DraftReader.event(event, keys);
            event.mappings("stances", DraftReader.STANCE).forEach(stance -> DraftReader.stance(stance, 1, keys));
        }
    }

    private static List<String> errors(String yaml) {
        Function<String, Object> load = new Yaml(
                new org.yaml.snakeyaml.constructor.SafeConstructor(new org.yaml.snakeyaml.LoaderOptions()),
                new org.yaml.snakeyaml.representer.Representer(new org.yaml.snakeyaml.DumperOptions()),
                new org.yaml.snakeyaml.DumperOptions(),
                new TextResolver())::load;
        return SCHEMA.validate(new ObjectMapper().valueToTree(load.apply(yaml))).stream()
                .map(Object::toString)
                .toList();
    }

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(RecordErrorsTest.class.getResourceAsStream("/record/record.schema.json"));

    /** Resolves every scalar as text, as the service does. */
    private static final class TextResolver extends org.yaml.snakeyaml.resolver.Resolver {

        @Override
        protected void addImplicitResolvers() {
            // None: 2021 and NO remain text.
        }
    }
}
