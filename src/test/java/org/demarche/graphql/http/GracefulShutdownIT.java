package org.demarche.graphql.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.GraphqlSocket;
import org.demarche.support.Heavy;
import org.demarche.support.Postmaster;
import org.demarche.support.RawConnection;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** Shutdown while requests arrive. */
class GracefulShutdownIT {

    private static final String JSON = "application/json";
    private static final String COUNT = "{ stances { totalCount } }";
    private static final Duration MAX_CHANGE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void noRequestFailsIfClientsFollowReadiness() throws IOException {
        try (EmbeddedDatabase database = DataFolder.MIGRATED.start(folder);
                RunningProgram service = start(database, Map.of("QUARKUS_SHUTDOWN_DELAY", "10s"))) {
            AtomicBoolean ready = new AtomicBoolean(true);
            AtomicInteger answered = new AtomicInteger();
            Queue<String> failures = new ConcurrentLinkedQueue<>();
            List<CompletableFuture<Void>> clients = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                        while (ready.get()) {
                            ask(service, answered, failures);
                        }
                    }))
                    .limit(4)
                    .toList();
            await().atMost(MAX_CHANGE).until(() -> answered.get() > 20);
            service.terminate();
            await().atMost(MAX_CHANGE)
                    .until(() -> service.management("/q/health/ready").statusCode() == 503);
            int before = answered.get();
            assertThat(service.post(COUNT, JSON).join().headers().firstValue("Connection"))
                    .contains("close");
            await().atMost(MAX_CHANGE).until(() -> answered.get() > before + 20);
            ready.set(false);
            clients.forEach(CompletableFuture::join);
            assertThat(failures).isEmpty();
            assertThat(service.exitCode()).isIn(0, 143);
        }
    }

    @Heavy
    @Test
    void aRunningRequestIsAnsweredBeforeTheShutdown() throws IOException, SQLException {
        try (EmbeddedDatabase database = DataFolder.MIGRATED.start(folder);
                RunningProgram service = start(database, Map.of());
                Connection other = Postmaster.of(folder).connection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table stance");
            CompletableFuture<HttpResponse<String>> answer = service.post(COUNT, JSON);
            await().atMost(MAX_CHANGE).until(() -> Postmaster.of(folder)
                    .text("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                    .equals("1"));
            service.terminate();
            await().atMost(MAX_CHANGE).until(() -> service.output().contains("Waiting for HTTP requests"));
            other.rollback();
            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(service.exitCode()).isIn(0, 143);
        }
    }

    @Heavy
    @Test
    void withoutADelayTheServiceStopsAtOnce() throws IOException {
        try (RunningProgram service =
                RunningProgram.startOn(DataFolder.MIGRATED.copyTo(folder)).listening()) {
            service.ask(COUNT);
            Instant told = Instant.now();
            service.stop();
            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    /** Quarkus would wait for a connection that has become a WebSocket until its timeout. */
    @Heavy
    @Test
    void socketsAndStreamsAreClosedAndDoNotDelayTheShutdown() throws IOException {
        List<RawConnection> clients = new ArrayList<>();
        try (RunningProgram service =
                RunningProgram.startOn(DataFolder.MIGRATED.copyTo(folder)).listening()) {
            for (String upgrade : List.of("websocket", "h2c", "nonsense")) {
                RawConnection client = RawConnection.to(service.port());
                clients.add(client);
                client.head(
                        "GET /graphql?query=%7B__typename%7D HTTP/1.1",
                        "Host: demarche.example",
                        "Connection: Upgrade",
                        "Upgrade: " + upgrade,
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Sec-WebSocket-Protocol: graphql-transport-ws");
                assertThat(client.response().status()).isEqualTo(upgrade.equals("websocket") ? 101 : 200);
            }
            GraphqlSocket socket = GraphqlSocket.ready(service.uri());
            socket.subscribe("1", "subscription { changed { nodeId } }");
            RawConnection stream = RawConnection.to(service.port());
            clients.add(stream);
            stream.head(
                    "GET /graphql?query=subscription%7Bchanged%7BnodeId%7D%7D HTTP/1.1",
                    "Host: demarche.example", "Accept: text/event-stream");
            assertThat(stream.responseToHead().status()).isEqualTo(200);
            assertThat(service.stop()).isIn(0, 143);
            assertThat(service.output()).doesNotContain("Timed out");
            assertThat(socket.closing()).isEqualTo(new GraphqlSocket.Closing(1001, "Going away"));
            // The closing of the first client, which has not answered it.
            assertThat(clients.get(0).bytes(4)).startsWith(0x88).endsWith(0x03, 0xe9);
            stream.drain();
        } finally {
            for (RawConnection client : clients) {
                client.close();
            }
        }
    }

    private static void ask(RunningProgram service, AtomicInteger answered, Queue<String> failures) {
        try {
            HttpResponse<String> answer = service.post(COUNT, JSON).join();
            if (answer.statusCode() == 200) {
                answered.incrementAndGet();
            } else {
                failures.add(answer.statusCode() + " " + answer.body());
            }
        } catch (RuntimeException failure) {
            failures.add(String.valueOf(failure.getCause()));
        }
    }

    private static RunningProgram start(EmbeddedDatabase database, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(RunningProgram.connectingTo(database));
        return RunningProgram.start(environment).listening();
    }
}
