package org.demarche.country;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.demarche.support.Heavy;
import org.demarche.support.PostgresServer;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.SeenSoon.assertSeen;

/** Two instances of the packaged program with one database, and imports by a third process. */
@Heavy
class ImportedCountriesIT {

    private static final String RECORD = """
            countries:
              - {code: XLIV, name: %s, otherNames: [LVN], successors: [LV]}
            blocs:
              - {code: LIVONIANS, name: Livonians, kind: INFORMAL, members: [{country: XLIV}]}
            """;

    private static final String QUERY = "{ country(code: \"LVN\") { name blocs { name } }"
            + " countries(filter: {codes: [\"XLIV\"]}) { nodes { name } }"
            + " bloc(code: \"LIVONIANS\") { memberships { nodes { country { name } } } }"
            + " of: country(code: \"LV\") { predecessors { name } } }";

    @TempDir
    Path folder;

    @Test
    void whatAnImportAddsAndRenamesIsSeenByEveryInstanceWithinASecond() throws Exception {
        try (PostgresServer database = PostgresServer.start(folder.resolve("database"));
                RunningProgram one = RunningProgram.start(settings(database)).listening();
                RunningProgram other = RunningProgram.start(settings(database)).listening()) {
            for (String name : List.of("Livonia", "Terra Mariana")) {
                for (RunningProgram instance : List.of(one, other)) {
                    assertThat(instance.ask(QUERY).encode()).doesNotContain(name);
                }
                load(database, name);
                for (RunningProgram instance : List.of(one, other)) {
                    assertSeen(() -> assertThat(instance.ask(QUERY)).isEqualTo(expected(name)));
                }
            }
        }
    }

    private static JsonObject expected(String name) {
        return new JsonObject("""
                {"country": {"name": "%1$s", "blocs": [{"name": "Livonians"}]},
                 "countries": {"nodes": [{"name": "%1$s"}]},
                 "bloc": {"memberships": {"nodes": [{"country": {"name": "%1$s"}}]}},
                 "of": {"predecessors": [{"name": "%1$s"}]}}""".formatted(name));
    }

    private void load(PostgresServer database, String name) throws IOException {
        Path record = Files.writeString(folder.resolve("record.yaml"), RECORD.formatted(name));
        try (RunningProgram imports = RunningProgram.start(settings(database), "import", "record", record.toString())) {
            assertThat(imports.exitCode()).as(imports.output()).isZero();
        }
    }

    private static Map<String, String> settings(PostgresServer database) {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", database.url(),
                "QUARKUS_DATASOURCE_USERNAME", database.user());
    }
}
