package org.demarche.observability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The log of the packaged program in JSON. */
class JsonLogIT {

    @TempDir
    Path folder;

    @Test
    void everyLineIsAJsonObject() throws IOException {
        try (EmbeddedDatabase database = DataFolder.EMPTY.start(folder);
                RunningProgram service = RunningProgram.start(Map.of(
                                "QUARKUS_DATASOURCE_REACTIVE_URL",
                                database.reactiveUrl(),
                                "QUARKUS_DATASOURCE_USERNAME",
                                database.user(),
                                "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
                                "true",
                                "QUARKUS_BANNER_ENABLED",
                                "false"))
                        .listening()) {
            List<JsonObject> lines =
                    service.output().lines().map(JsonObject::new).toList();
            assertThat(lines).hasSizeGreaterThan(2).allSatisfy(line -> assertThat(line.fieldNames())
                    .contains("timestamp", "level", "loggerName", "message"));
        }
    }
}
