package org.demarche;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.demarche.support.Heavy;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The locale of the machine changes nothing: Arabic in Egypt has other digits, Turkish another lower case of I. */
@Heavy
class DefaultLocaleIT {

    /** Two roll calls without a title, which the import makes up from numbers. */
    private static final String ROLL_CALLS = """
            rcid,session,date,unres,short,descr
            1234,50,1995-12-01,R/50/12,,
            1235,50,,,,
            """;

    private static final String VOTES = """
            rcid,country,country_code,vote
            1234,Iceland,is,YES
            1234,Finland,fi,No
            1234,Atlantis,,yes
            1235,Indonesia,,abstain
            """;

    private static final String QUERY = """
            {
              event(slug: "un-ga-roll-call-1234") {
                title date
                topics { slug title description }
                sources { title }
                tally { supports opposes }
                stances(orderBy: COUNTRY_ASC) { nodes { country { code name(language: "tr") } position since } }
              }
              undated: event(slug: "un-ga-roll-call-1235") { title date sources { title } }
              countries(filter: {codes: ["fi"], search: "finland"}, first: 1) { totalCount nodes { name flag } }
              search(text: "session 50: roll call 1234", first: 1) { nodes { ... on Event { slug } } }
            }""";

    private static final JsonObject ANSWER = new JsonObject("""
            {
              "event": {
                "title": "UN General Assembly, session 50: roll call 1234 on R/50/12",
                "date": "1995-12",
                "topics": [{
                  "slug": "un-ga-session-50",
                  "title": "UN General Assembly, session 50",
                  "description": "Roll calls of session 50, which began in 1995, and of the special sessions counted with it."
                }],
                "sources": [{"title": "United Nations General Assembly Voting Data: resolution R/50/12"}],
                "tally": {"supports": 1, "opposes": 1},
                "stances": {"nodes": [
                  {"country": {"code": "FI", "name": "Finlandiya"}, "position": "OPPOSES", "since": "1995-12"},
                  {"country": {"code": "IS", "name": "İzlanda"}, "position": "SUPPORTS", "since": "1995-12"}
                ]}
              },
              "undated": {
                "title": "UN General Assembly, session 50: roll call 1235",
                "date": "1995",
                "sources": [{"title": "United Nations General Assembly Voting Data: roll call 1235"}]
              },
              "countries": {"totalCount": 1, "nodes": [{"name": "Finland", "flag": "🇫🇮"}]},
              "search": {"nodes": [{"slug": "un-a-res-50-12"}]}
            }""");

    @TempDir
    Path folder;

    @BeforeAll
    static void skipWhenNative() throws IOException {
        // Only the JVM takes its locale from JAVA_TOOL_OPTIONS.
        RunningProgram.skipWhenNative();
    }

    @Test
    void importAndServiceDoNotDependOnOtherDigits() throws IOException {
        assertDoNotDependOn("-Duser.language=ar -Duser.country=EG");
    }

    @Test
    void importAndServiceDoNotDependOnOtherRulesForUpperCase() throws IOException {
        assertDoNotDependOn("-Duser.language=tr -Duser.country=TR");
    }

    private void assertDoNotDependOn(String locale) throws IOException {
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", locale);
        Path data = folder.resolve("data");
        Path rejected = folder.resolve("rejected.csv");
        try (RunningProgram imports = RunningProgram.startOn(
                data,
                environment,
                "import",
                "un-votes",
                "--roll-calls",
                Files.writeString(folder.resolve("roll-calls.csv"), ROLL_CALLS).toString(),
                "--votes",
                Files.writeString(folder.resolve("votes.csv"), VOTES).toString(),
                "--rejects",
                rejected.toString())) {
            assertThat(imports.exitCode()).as(imports.output()).isEqualTo(2);
            assertThat(imports.output())
                    .contains(
                            "Roll calls: 2 recorded, 0 revised, 0 unchanged",
                            "Votes: 3 recorded, 0 revised, 0 unchanged",
                            "Rejected: 1 rows");
        }
        assertThat(rejected).content().contains("votes.csv,4,unknown country,");
        try (RunningProgram service = RunningProgram.startOn(data, environment).listening()) {
            assertThat(service.ask(QUERY)).isEqualTo(ANSWER);
            assertThat(service.send("{ events(first: 1000) { totalCount } }").join())
                    .contains("1000 is out of range; use 0 to 250");
        }
    }
}
