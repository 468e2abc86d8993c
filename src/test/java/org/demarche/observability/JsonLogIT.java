package org.demarche.observability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The log of the packaged program in JSON. */
@Heavy
class JsonLogIT {

    @TempDir
    Path folder;

    @Test
    void everyLineIsAJsonObject() throws IOException {
        try (EmbeddedDatabase database = DataFolder.EMPTY.start(folder);
                RunningProgram service = start(database).listening()) {
            List<JsonObject> lines =
                    service.output().lines().map(JsonObject::new).toList();
            assertThat(lines).hasSizeGreaterThan(2).allSatisfy(line -> assertThat(line.fieldNames())
                    .contains("timestamp", "level", "loggerName", "message"));
        }
    }

    private static RunningProgram start(EmbeddedDatabase database) throws IOException {
        Map<String, String> environment = new HashMap<>(RunningProgram.connectingTo(database));
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        environment.put("QUARKUS_BANNER_ENABLED", "false");
        return RunningProgram.start(environment);
    }
}
