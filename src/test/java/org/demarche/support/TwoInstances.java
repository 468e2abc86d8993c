package org.demarche.support;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.vertx.core.json.JsonObject;
import org.demarche.config.TokenSettings;
import org.demarche.security.Role;
import org.demarche.security.SigningKey;

import static org.assertj.core.api.Assertions.assertThat;

/** Two packaged programs on one database, which accept the same access tokens. */
public final class TwoInstances implements AutoCloseable {

    private final PostgresServer database;
    private final Path key;
    private final List<RunningProgram> programs = new CopyOnWriteArrayList<>();

    private TwoInstances(PostgresServer database, Path key) {
        this.database = database;
        this.key = key;
    }

    public static TwoInstances start(Path folder) throws IOException {
        TwoInstances instances =
                new TwoInstances(PostgresServer.start(folder.resolve("database")), folder.resolve("token-key.json"));
        instances.token("nobody", Role.EDITOR);
        instances.programs.add(instances.program());
        instances.programs.add(instances.program());
        instances.programs.forEach(RunningProgram::listening);
        return instances;
    }

    public PostgresServer database() {
        return database;
    }

    /** @param index 0 or 1 */
    public RunningProgram program(int index) {
        return programs.get(index);
    }

    /** Kills one (SIGKILL), as a crash would, and starts another one in its place. */
    public void killAndStart(int index) throws IOException {
        programs.get(index).kill();
        programs.get(index).close();
        programs.set(index, program().listening());
    }

    public String token(String name, Role role) throws IOException {
        return "Bearer "
                + SigningKey.at(key)
                        .sign(
                                name,
                                Set.of(role),
                                Instant.now(),
                                Duration.ofHours(1),
                                TestTokens.ISSUER,
                                TestTokens.AUDIENCE);
    }

    /** The data of the response of one of them, which must not have errors. */
    public JsonObject ask(int index, String authorization, String query) {
        String body =
                program(index).post(query, "application/json", authorization).body();
        JsonObject answer = new JsonObject(body);
        assertThat(answer.getValue("errors")).as(body).isNull();
        return answer.getJsonObject("data");
    }

    private RunningProgram program() throws IOException {
        return RunningProgram.start(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.url(),
                "QUARKUS_DATASOURCE_USERNAME",
                database.user(),
                "QUARKUS_DATASOURCE_PASSWORD",
                "unused",
                environment(TokenSettings.ISSUER),
                TestTokens.ISSUER,
                environment(TokenSettings.KEYS),
                key.toString()));
    }

    private static String environment(String setting) {
        return setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        for (RunningProgram program : programs) {
            program.close();
        }
        database.close();
    }
}
