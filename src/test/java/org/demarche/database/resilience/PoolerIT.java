package org.demarche.database.resilience;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.PgBouncer;
import org.demarche.support.PostgresServer;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** The service behind PgBouncer in transaction mode, which sends each statement to any of a few connections. */
@Heavy
class PoolerIT {

    private static final String JSON = "application/json";

    private static final String LOCKED = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";

    private static final List<String> REQUESTS = Stream.concat(
                    Stream.of("RU", "CN", "PK", "IR", "IN", "US", "AF", "NO")
                            .map(
                                    "{ country(code: \"%s\") { name stances { totalCount nodes { since act } } } }"
                                            ::formatted),
                    IntStream.range(1, 9)
                            .mapToObj(
                                    "{ events(first: %d) { nodes { slug topics { slug } participants { country { code } } } } }"
                                            ::formatted))
            .toList();

    @TempDir
    Path folder;

    @Test
    void everyRequestGetsItsOwnResponse() throws IOException {
        try (PostgresServer database = PostgresServer.start(DataFolder.EMPTY, folder.resolve("database"));
                PgBouncer pooler = PgBouncer.before(database, folder);
                RunningProgram program = start(database, pooler)) {
            List<String> answers = REQUESTS.stream()
                    .map(request -> program.send(request).join())
                    .toList();
            assertThat(answers).doesNotHaveDuplicates().noneMatch(answer -> answer.contains("errors"));
            for (int round = 0; round < 20; round++) {
                List<CompletableFuture<String>> again =
                        REQUESTS.stream().map(program::send).toList();
                assertThat(again.stream().map(CompletableFuture::join)).isEqualTo(answers);
            }
        }
    }

    /** What a query with @knownAt sets for its transaction must not reach the next statement on the same connection. */
    @Test
    void theRecordAsItWasKnownStaysInItsTransaction() throws IOException, SQLException {
        try (PostgresServer database = PostgresServer.start(DataFolder.EMPTY, folder.resolve("database"));
                PgBouncer pooler = PgBouncer.before(database, folder);
                RunningProgram program = start(database, pooler, Map.of("DEMARCHE_ANSWERS_SIZE", "0"))) {
            String present = "{ country(code: \"NO\") { name } topic(slug: \"taliban-recognition\") { title } }";
            String past = "query @knownAt(time: \"" + Instant.now() + "\") " + present;
            String before = program.send(present).join();
            database.postmaster().execute("update topic set title = 'Retitled' where slug = 'taliban-recognition'");
            for (int round = 0; round < 20; round++) {
                List<CompletableFuture<String>> answers = IntStream.range(0, 16)
                        .mapToObj(n -> program.send(n % 2 == 0 ? past : present))
                        .toList();
                for (int n = 0; n < 16; n++) {
                    String answer = answers.get(n).join();
                    if (n % 2 == 0) {
                        assertThat(answer).isEqualTo(before);
                    } else {
                        assertThat(answer).contains("Retitled");
                    }
                }
            }
        }
    }

    @Test
    void anImportWorksThroughThePooler() throws IOException, SQLException {
        try (PostgresServer database = PostgresServer.start(folder.resolve("database"));
                PgBouncer pooler = PgBouncer.before(database, folder);
                RunningProgram program = start(database, pooler)) {
            Path record = folder.resolve("record.yaml");
            Files.writeString(record, "topics:\n  - slug: pooled\n    title: Pooled\n");
            try (RunningProgram importing =
                    RunningProgram.start(settings(database, pooler), "import", "record", record.toString())) {
                assertThat(importing.exitCode()).as(importing.output()).isZero();
            }
            assertThat(program.ask("{ topic(slug: \"pooled\") { title } }")
                            .getJsonObject("topic")
                            .getString("title"))
                    .isEqualTo("Pooled");
        }
    }

    @Test
    void anOutageOfTheDatabaseBehindThePoolerIsNoticed() throws IOException {
        try (PostgresServer database = PostgresServer.start(folder.resolve("database"));
                PgBouncer pooler = PgBouncer.before(database, folder);
                RunningProgram program = start(database, pooler)) {
            assertThat(status(program)).isEqualTo(200);
            database.stop();
            await().atMost(Duration.ofSeconds(30)).until(() -> status(program) == 503);
            database.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> status(program) == 200);
        }
    }

    /** PgBouncer 1.18 crashes when it gets the driver's request to cancel; so the connection is closed, which it passes on. */
    @Test
    void aRequestThatTakesTooLongEndsNoStatementButItsOwn() throws IOException, SQLException {
        try (PostgresServer database = PostgresServer.start(DataFolder.EMPTY, folder.resolve("database"))) {
            database.postmaster().execute("alter role postgres set client_connection_check_interval = '1s'");
            assertOnlyOwnStatementEnds(database);
        }
    }

    private void assertOnlyOwnStatementEnds(PostgresServer database) throws IOException, SQLException {
        try (PgBouncer pooler = PgBouncer.before(database, folder);
                RunningProgram program = start(
                        database, pooler, Map.of("DEMARCHE_REQUESTS_TIME_LIMIT", "1s", "DEMARCHE_ANSWERS_SIZE", "0"));
                Connection other = DriverManager.getConnection("jdbc:" + database.url(), database.user(), "")) {
            assertThat(status(program)).isEqualTo(200);
            other.setAutoCommit(false);
            other.createStatement().execute("lock table stance");
            for (int round = 0; round < 5; round++) {
                CompletableFuture<HttpResponse<String>> slow = program.post("{ stances { totalCount } }", JSON);
                while (!slow.isDone()) {
                    assertThat(program.send("{ topics { nodes { title } } }").join())
                            .as("round %d: %s", round, Files.readString(folder.resolve("pgbouncer.log")))
                            .doesNotContain("errors");
                }
                assertThat(slow.join().statusCode()).isEqualTo(503);
                await().until(() -> database.text(LOCKED).equals("0"));
            }
            other.rollback();
            assertThat(status(program)).isEqualTo(200);
        }
    }

    /** Without the address of the database the service looks for changes, because no notification passes a pooler. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void changesAreHeardOfBehindThePooler(boolean addressKnown) throws Exception {
        try (PostgresServer database = PostgresServer.start(folder.resolve("database"));
                PgBouncer pooler = PgBouncer.before(database, folder);
                RunningProgram program = start(
                        database,
                        pooler,
                        addressKnown ? Map.of("DEMARCHE_DATABASE_LISTEN_URL", database.url()) : Map.of())) {
            HttpRequest watching = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/changes/stream".formatted(program.port())))
                    .build();
            try (Stream<String> lines = HttpClient.newHttpClient()
                    .send(watching, HttpResponse.BodyHandlers.ofLines())
                    .body()) {
                CompletableFuture<Boolean> heard =
                        CompletableFuture.supplyAsync(() -> lines.anyMatch(line -> line.equals("event: change")));
                await().atMost(Duration.ofSeconds(30)).until(() -> {
                    database.postmaster()
                            .execute("insert into topic (slug, title, title_key) values ('pooled-" + System.nanoTime()
                                    + "', 'Pooled', 'pooled')");
                    return heard.isDone();
                });
                assertThat(heard.join()).isTrue();
                assertThat(database.text(
                                "select count(*) from pg_stat_activity where query = 'listen demarche_changes'"))
                        .isEqualTo(addressKnown ? "1" : "0");
            }
        }
    }

    @Test
    void migrationsThroughThePoolerAreRefused() throws IOException {
        try (PostgresServer database = PostgresServer.start(folder.resolve("database"));
                RunningProgram program = RunningProgram.start(Map.of(
                        "DEMARCHE_DATABASE_POOLER", "true", "QUARKUS_DATASOURCE_REACTIVE_URL", database.url()))) {
            assertThat(program.exitCode()).isEqualTo(1);
            program.assertExplained("demarche.database.pooler", "quarkus.datasource.jdbc.url", "migrate");
        }
    }

    private static int status(RunningProgram program) {
        return program.post("{ stances { totalCount } }", JSON).join().statusCode();
    }

    private static RunningProgram start(PostgresServer database, PgBouncer pooler) throws IOException {
        return start(database, pooler, Map.of());
    }

    private static RunningProgram start(PostgresServer database, PgBouncer pooler, Map<String, String> more)
            throws IOException {
        Map<String, String> settings = settings(database, pooler);
        settings.putAll(more);
        return RunningProgram.start(settings).listening();
    }

    private static Map<String, String> settings(PostgresServer database, PgBouncer pooler) {
        Map<String, String> settings = new HashMap<>();
        settings.put("DEMARCHE_DATABASE_POOLER", "true");
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", PostgresServer.url(pooler.port()));
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + database.url());
        settings.put("QUARKUS_DATASOURCE_USERNAME", database.user());
        return settings;
    }
}
