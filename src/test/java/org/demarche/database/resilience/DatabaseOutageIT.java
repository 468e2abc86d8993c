package org.demarche.database.resilience;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;
import org.demarche.support.Heavy;
import org.demarche.support.PostgresServer;
import org.demarche.support.RunningProgram;
import org.demarche.support.TcpProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** The service while its database is unavailable, for every kind of outage, and after it has recovered. */
class DatabaseOutageIT {

    private static final String JSON = "application/json";
    private static final String GRAPHQL = "application/graphql-response+json";

    private static final String COUNT = "{ stances { totalCount } }";
    private static final String PARTLY_FROM_MEMORY =
            "{ country(code: \"RU\") { name } stances { totalCount } events(first: 1) { nodes { slug } } }";

    /** A service that waits for nothing responds faster, even while other programs use the machine. */
    private static final Duration AT_ONCE = Duration.ofMillis(900);

    private static final Duration KNOWN = Duration.ofSeconds(20);
    private static final Duration RECOVERED = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void requestsFailAtOnceWhileItIsStoppedAndSucceedAfterItsRestart() throws IOException {
        try (PostgresServer database = PostgresServer.start(folder.resolve("one"));
                RunningProgram program = start(database.url(), Map.of())) {
            assertThat(status(program)).isEqualTo(200);
            database.stop();
            awaitStatus(program, status -> status == 503, KNOWN);
            assertUnavailableAtOnce(program);
            assertWhatNeedsNoDatabaseIsAnswered(program);
            database.start();
            awaitStatus(program, status -> status == 200, RECOVERED);
            assertThat(program.output())
                    .contains("is unavailable")
                    .contains("is available again")
                    .doesNotContain("\tat ");
        }
    }

    @Heavy
    @Test
    void requestsFailAtOnceWhileItIsFrozenAndSucceedAfterwards() throws IOException {
        try (PostgresServer database = PostgresServer.start(folder.resolve("one"));
                RunningProgram program = start(database.url(), Map.of())) {
            assertThat(status(program)).isEqualTo(200);
            database.freeze();
            List<CompletableFuture<HttpResponse<String>>> affected =
                    Stream.generate(() -> program.post(COUNT, JSON)).limit(100).toList();
            await().atMost(KNOWN).until(() -> affected.stream().allMatch(CompletableFuture::isDone));
            assertThat(affected)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(503));
            assertUnavailableAtOnce(program);
            assertWhatNeedsNoDatabaseIsAnswered(program);
            database.thaw();
            awaitStatus(program, status -> status == 200, RECOVERED);
        }
    }

    @Heavy
    @Test
    void terminatedConnectionsFailNoRequest() throws IOException, SQLException {
        try (PostgresServer database = PostgresServer.start(folder.resolve("one"));
                RunningProgram program = start(database.url(), Map.of())) {
            int terminated = 0;
            for (int round = 0; round < 10; round++) {
                List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(
                                () -> program.post(PARTLY_FROM_MEMORY, JSON))
                        .limit(20)
                        .toList();
                terminated +=
                        Integer.parseInt(database.text("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                                + " where pid <> pg_backend_pid() and backend_type = 'client backend'"));
                assertThat(answers)
                        .allSatisfy(answer -> assertThat(answer.join().statusCode())
                                .as(answer.join().body())
                                .isEqualTo(200));
            }
            assertThat(terminated).isPositive();
        }
    }

    @Heavy
    @Test
    void aDeadConnectionDelaysARequestForNoLongerThanTheLimit() throws IOException {
        Duration limit = Duration.ofSeconds(2);
        try (PostgresServer database = PostgresServer.start(folder.resolve("one"));
                TcpProxy address = TcpProxy.to(database.port());
                RunningProgram program = start(
                        PostgresServer.url(address.port()),
                        Map.of(
                                "DEMARCHE_DATABASE_READ_LIMIT",
                                limit.toString(),
                                "QUARKUS_DATASOURCE_JDBC_URL",
                                "jdbc:" + database.url()))) {
            assertThat(status(program)).isEqualTo(200);
            address.lose();
            Instant asked = Instant.now();
            assertThat(status(program)).isEqualTo(200);
            assertThat(Duration.between(asked, Instant.now())).isBetween(limit, limit.plusSeconds(10));
            awaitStatus(program, status -> status == 200, RECOVERED);
        }
    }

    @Heavy
    @Test
    void aPromotedStandbyBehindTheSameAddressIsUsed() throws IOException, SQLException {
        try (PostgresServer first = PostgresServer.start(folder.resolve("one"));
                TcpProxy address = TcpProxy.to(first.port());
                RunningProgram program = start(PostgresServer.url(address.port()), Map.of());
                PostgresServer second = first.standby(folder.resolve("other"))) {
            awaitStatus(program, status -> status == 200, RECOVERED);
            awaitCaughtUp(first, second);
            first.kill();
            awaitStatus(program, status -> status == 503, KNOWN);
            second.promote();
            address.switchTo(second.port());
            awaitStatus(program, status -> status == 200, RECOVERED);
            assertThat(program.ask(COUNT)).isEqualTo(new JsonObject("{\"stances\": {\"totalCount\": 23}}"));
        }
    }

    @Heavy
    @Test
    void requestsThatFindNoFreeConnectionAreAskedToRetry() throws IOException, SQLException {
        Map<String, String> narrow = Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "1",
                "DEMARCHE_DATABASE_MAX_WAITING", "1",
                "DEMARCHE_DATABASE_MAX_WAIT", "PT2S");
        try (PostgresServer database = PostgresServer.start(folder.resolve("one"));
                RunningProgram program = start(database.url(), narrow);
                Connection other = DriverManager.getConnection("jdbc:" + database.url(), database.user(), "")) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table stance");
            List<CompletableFuture<HttpResponse<String>>> answers =
                    Stream.generate(() -> program.post(COUNT, JSON)).limit(3).toList();
            await().atMost(KNOWN)
                    .until(() ->
                            answers.stream().filter(CompletableFuture::isDone).count() == 2);
            answers.stream()
                    .filter(CompletableFuture::isDone)
                    .forEach(answer -> assertUnavailable(answer.join(), JSON));
            other.rollback();
            assertThat(answers.stream().map(answer -> answer.join().statusCode()))
                    .containsExactlyInAnyOrder(200, 503, 503);
        }
    }

    private RunningProgram start(String url, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", url);
        environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        // Cached responses would be served for another half second; these tests are about requests that need the
        // database.
        environment.put("DEMARCHE_ANSWERS_SIZE", "0");
        RunningProgram program = RunningProgram.start(environment).listening();
        // The first request of its kind takes longer than later ones.
        program.ask(PARTLY_FROM_MEMORY);
        return program;
    }

    private static void assertUnavailableAtOnce(RunningProgram program) {
        for (String accept : List.of(JSON, GRAPHQL)) {
            List<Duration> times = new ArrayList<>();
            for (int request = 0; request < 10; request++) {
                Instant asked = Instant.now();
                assertUnavailable(program.post(PARTLY_FROM_MEMORY, accept).join(), accept);
                times.add(Duration.between(asked, Instant.now()));
            }
            times.sort(null);
            assertThat(times.get(times.size() / 2))
                    .as("the median of %s", times)
                    .isLessThan(AT_ONCE);
        }
    }

    private static void assertUnavailable(HttpResponse<String> answer, String type) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.containsKey("data")).as(answer.body()).isFalse();
        assertThat(body.getJsonArray("errors")).hasSize(1);
        JsonObject error = body.getJsonArray("errors").getJsonObject(0);
        assertThat(error.getJsonObject("extensions").getString("code")).isEqualTo("UNAVAILABLE");
        assertThat(error.getString("message")).contains("database");
    }

    private static void assertWhatNeedsNoDatabaseIsAnswered(RunningProgram program) {
        assertThat(program.ask("{ __typename country(code: \"RU\") { name } __schema { queryType { name } } }"))
                .isEqualTo(
                        new JsonObject(
                                "{\"__typename\": \"Query\", \"country\": {\"name\": \"Russia\"}, \"__schema\": {\"queryType\": {\"name\": \"Query\"}}}"));
    }

    private static void awaitStatus(RunningProgram program, IntPredicate wanted, Duration timeout) {
        await().atMost(timeout).until(() -> wanted.test(status(program)));
    }

    private static void awaitCaughtUp(PostgresServer first, PostgresServer second) throws SQLException, IOException {
        String written = first.text("select pg_current_wal_flush_lsn()");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> second.text("select pg_last_wal_replay_lsn() >= '" + written + "'")
                        .equals("t"));
    }

    private static int status(RunningProgram program) {
        return program.post(COUNT, JSON).join().statusCode();
    }
}
