package org.demarche.http;

import java.io.IOException;
import java.net.SocketException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.demarche.support.BulkRecord;
import org.demarche.support.Heavy;
import org.demarche.support.RawConnection;
import org.demarche.support.SmallHttpLimits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** Clients that send or read slowly, or keep many connections. The limits are small, so that tests reach them. */
@QuarkusTest
@TestProfile(SmallHttpLimits.class)
class SlowClientsApiTest {

    private static final String ANSWER = "{\"data\":{\"__typename\":\"Query\"}}";

    /** Together more than the buffers of the operating system take. */
    private static final int REQUESTS = 30;

    private static final String LARGE = "GET /graphiql/graphiql.min.js HTTP/1.1\r\nHost: demarche.example\r\n\r\n";

    @TestHTTPResource("/")
    URL service;

    @Inject
    MeterRegistry registry;

    @Test
    void aHeadThatDoesNotEndIsAnswered() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            client.send("POST /graphql HTTP/1.1\r\nHost: demarche.example\r\nX-Slow: ");
            assertTimeout(client.response());
            assertThat(client.isClosedByService()).isTrue();
        }
    }

    /** Each byte restarts an idle timeout, but not the limit of the whole request. */
    @Test
    void aHeadThatArrivesByteByByteIsAnswered() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            client.send("GET / HTTP/1.1\r\n");
            int sent = 0;
            try {
                for (; sent < 600 && client.isQuiet(100); sent++) {
                    client.send("a");
                }
            } catch (SocketException reset) {
                // Closed in the meantime.
            }
            assertThat(sent).isLessThan(600);
            assertTimeout(client.response());
        }
    }

    @Test
    void aBodyThatDoesNotEndIsAnswered() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            post(client, 100).send("{");
            assertTimeout(client.response());
            assertThat(client.isClosedByService()).isTrue();
        }
    }

    @Test
    void aConnectionWithoutARequestIsNotAffected() throws IOException {
        try (RawConnection idle = RawConnection.to(service);
                RawConnection slow = RawConnection.to(service)) {
            idle.query("{ __typename }");
            assertThat(idle.response().body()).isEqualTo(ANSWER);
            slow.send("GET");
            assertTimeout(slow.response());
            idle.query("{ __typename }");
            assertThat(idle.response().body()).as("after more than the limit").isEqualTo(ANSWER);
        }
    }

    @Test
    void unfinishedBodiesHaveACommonBudget() throws IOException {
        List<RawConnection> clients = new ArrayList<>();
        try {
            int rejected = 0;
            for (int i = 0; i < 8; i++) {
                RawConnection client = RawConnection.to(service);
                clients.add(client);
                post(client, 65_000).send(" ".repeat(64_000));
            }
            for (RawConnection client : clients) {
                RawConnection.Response answer = client.response();
                rejected += answer.status() == 503 ? 1 : 0;
                if (answer.status() == 503) {
                    assertThat(answer.code()).isEqualTo("UNAVAILABLE");
                    assertThat(answer.headers()).containsEntry("retry-after", "1");
                } else {
                    assertTimeout(answer);
                }
            }
            assertThat(rejected).isEqualTo(4);
        } finally {
            closeAll(clients);
        }
        awaitZero("demarche.bodies.size");
    }

    @Test
    void smallBodiesNeedNoneOfIt() throws IOException {
        List<RawConnection> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                clients.add(RawConnection.to(service));
                post(clients.get(i), 70_000).send(" ".repeat(69_000));
            }
            try (RawConnection client = RawConnection.to(service)) {
                client.query("{ __typename }");
                assertThat(client.response().body()).isEqualTo(ANSWER);
            }
        } finally {
            closeAll(clients);
        }
        awaitZero("demarche.bodies.size");
    }

    @Test
    void aReaderThatAcceptsNothingLosesItsConnection() throws IOException {
        try (RawConnection client = RawConnection.slow(service, 4096)) {
            sendAhead(client);
            awaitZeroAfterMore("demarche.unsent.size");
            client.drain();
        }
    }

    /** Otherwise the client could have any number of answers made that it does not read. */
    @Test
    void aClientThatDoesNotReadGetsOneAnswerAtATime() throws IOException {
        double before = served();
        try (RawConnection client = RawConnection.slow(service, 4096)) {
            sendAhead(client);
            awaitZeroAfterMore("demarche.unsent.size");
        }
        assertThat(served() - before).isLessThan(REQUESTS);
    }

    /** Its connection to the database is free again, and what the client did not want was not even read. */
    @Heavy
    @Test
    void anExportEndsWhenItsClientStopsReading() throws IOException {
        BulkRecord.execute("""
                insert into event (slug, title, title_key, kind, status, date)
                select 'slow-' || n, 'Slow event ' || n, 'slow event', 'VOTE', 'OCCURRED', '1900' from generate_series(1, 100) n;
                insert into stance (event_id, country_id, position, act, since, confidence, summary)
                select e.id, c.id, 'NEUTRAL', 'STATEMENT', '1900', 'CONFIRMED', repeat('A long summary. ', 10)
                from event e, country c where e.slug like 'slow-%';
                """);
        long all = BulkRecord.number("select count(*) from stance");
        try (RawConnection client = RawConnection.slow(service, 4096)) {
            client.send("GET /export/stances.csv HTTP/1.1\r\nHost: demarche.example\r\n\r\n");
            awaitZeroAfterMore("demarche.exports.running");
            assertThat(BulkRecord.number("select sum(rows) from pg_stat_statements where query ilike 'fetch%'"))
                    .isBetween(1L, all / 4);
            await().until(() ->
                    BulkRecord.number("select count(*) from pg_stat_activity where state like 'idle in transaction%'")
                            == 0);
            awaitZero("demarche.unsent.size");
        }
    }

    @Test
    void anExportEndsWhenItsClientLeaves() throws IOException {
        try (RawConnection client = RawConnection.slow(service, 4096)) {
            client.send("GET /export/stances.csv HTTP/1.1\r\nHost: demarche.example\r\n\r\n");
            client.reset();
        }
        awaitZero("demarche.exports.running");
        await().until(() ->
                BulkRecord.number("select count(*) from pg_stat_activity where state like 'idle in transaction%'")
                        == 0);
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                requests.append("GET /graphql?query=%7Ba")
                        .append(i)
                        .append(":__typename%7D HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            client.send(requests.toString());
            for (int i = 0; i < 30; i++) {
                assertThat(client.response().json().getJsonObject("data").containsKey("a" + i))
                        .isTrue();
            }
        }
    }

    @Test
    void aFloodOfPipelinedRequestsEndsTheConnection() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            client.send("GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1000));
            assertThat(client.drain()).isLessThan(100 * 1000);
        } catch (SocketException closedWhileSending) {
            // Just as good.
        }
    }

    @Test
    void oneAddressHasALimitedNumberOfConnections() throws IOException {
        List<RawConnection> clients = new ArrayList<>();
        try {
            double refused = registry.counter("demarche.connections.refused").count();
            for (int i = 0; i < SmallHttpLimits.CONNECTIONS_OF_A_CLIENT + 5; i++) {
                clients.add(RawConnection.to(service));
            }
            await().until(() -> registry.counter("demarche.connections.refused").count() - refused >= 5);
            long open = 0;
            for (RawConnection client : clients) {
                open += answers(client) ? 1 : 0;
            }
            assertThat(open).isBetween(1L, (long) SmallHttpLimits.CONNECTIONS_OF_A_CLIENT);
        } finally {
            closeAll(clients);
        }
        // A place is free again as soon as the service has noticed.
        await().ignoreExceptions().until(() -> {
            try (RawConnection client = RawConnection.to(service)) {
                return answers(client);
            }
        });
    }

    private static boolean answers(RawConnection client) {
        try {
            client.query("{ __typename }");
            return client.response().status() == 200;
        } catch (IOException closed) {
            return false;
        }
    }

    private static RawConnection post(RawConnection client, int length) throws IOException {
        return client.head(
                "POST /graphql HTTP/1.1",
                "Host: demarche.example",
                "Content-Type: application/json",
                "Content-Length: " + length);
    }

    private static void assertTimeout(RawConnection.Response answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(408);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.message()).contains("in time");
    }

    private static void sendAhead(RawConnection client) throws IOException {
        client.send(LARGE.repeat(REQUESTS));
    }

    private double served() {
        return registry.find("http.server.requests").timers().stream()
                .mapToDouble(timer -> timer.count())
                .sum();
    }

    private void awaitZeroAfterMore(String gauge) {
        await().until(() -> registry.get(gauge).gauge().value() > 0);
        awaitZero(gauge);
    }

    private void awaitZero(String gauge) {
        await().until(() -> registry.get(gauge).gauge().value() == 0);
    }

    private static void closeAll(List<RawConnection> clients) throws IOException {
        for (RawConnection client : clients) {
            client.close();
        }
    }
}
