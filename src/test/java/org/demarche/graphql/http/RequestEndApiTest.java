package org.demarche.graphql.http;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.demarche.support.CapturedWarnings;
import org.demarche.support.GraphqlClient;
import org.demarche.support.GraphqlSocket;
import org.demarche.support.LockedTable;
import org.demarche.support.RawClient;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** Requests that take many connections, and requests whose client leaves. A locked table stands for statements that take long. */
@QuarkusTest
@TestProfile(RequestEndApiTest.Narrow.class)
class RequestEndApiTest {

    public static final class Narrow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "demarche.requests.running", "2",
                    "demarche.requests.statements", "3",
                    "demarche.requests.max-wait", "PT10M",
                    "demarche.requests.time-limit", "PT10M",
                    "demarche.database.read-limit", "PT10M");
        }
    }

    private static final String COUNT = "{ stances { totalCount } }";
    private static final String WITHOUT_STANCES = "{ topics { nodes { title } } }";

    /** Each takes a statement of its own. */
    private static final String MANY_COUNTS = IntStream.range(0, 15)
            .mapToObj(i -> "c%d: stances(filter: {since: {from: \"%d-01-01\"}}) { totalCount }".formatted(i, 1600 + i))
            .collect(Collectors.joining(" ", "{ ", " }"));

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/graphql")
    URI address;

    private CapturedWarnings warnings;

    @BeforeEach
    void watchLog() {
        warnings = CapturedWarnings.start();
        // Loads what the first request of its kind loads.
        GraphqlClient.data(COUNT);
    }

    @AfterEach
    void nothingIsLeft() {
        warnings.close();
        await().untilAsserted(() -> {
            assertThat(LockedTable.waitingStatements()).isZero();
            assertThat(gauge("running")).isZero();
            assertThat(gauge("waiting")).isZero();
        });
        assertThat(warnings.messages()).isEmpty();
    }

    @Test
    void aRequestOfManyStatementsLeavesConnectionsToOthers() throws Exception {
        CompletableFuture<?> many;
        try (LockedTable stances = LockedTable.lock("stance")) {
            many = CompletableFuture.runAsync(() -> GraphqlClient.data(MANY_COUNTS));
            stances.awaitStatements(3);
            for (int i = 0; i < 20; i++) {
                GraphqlClient.data(WITHOUT_STANCES);
            }
            assertThat(LockedTable.waitingStatements()).isEqualTo(3);
        }
        many.join();
    }

    @Test
    void theStatementsOfARequestEndWhenItsClientLeaves() throws Exception {
        double abandoned = abandoned();
        long completed = StatementCounter.during("from stance", () -> {
            try (LockedTable stances = LockedTable.lock("stance")) {
                RawClient client = RawClient.send(address, MANY_COUNTS);
                stances.awaitStatements(3);
                client.leave();
                stances.awaitStatements(0);
                await().until(() -> gauge("running") == 0);
            } catch (IOException | SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
        assertThat(completed).isZero();
        assertThat(abandoned()).isEqualTo(abandoned + 1);
    }

    @Test
    void theStatementsOfAnOperationEndWhenItsClientCompletesItOrClosesTheSocket() throws Exception {
        double abandoned = abandoned();
        long completed = StatementCounter.during("from stance", () -> {
            GraphqlSocket socket = GraphqlSocket.ready(address);
            try (LockedTable stances = LockedTable.lock("stance")) {
                socket.subscribe("1", MANY_COUNTS);
                stances.awaitStatements(3);
                socket.complete("1");
                stances.awaitStatements(0);
                socket.subscribe("2", MANY_COUNTS);
                stances.awaitStatements(3);
                socket.close();
                stances.awaitStatements(0);
                await().until(() -> gauge("running") == 0);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
        assertThat(completed).isZero();
        assertThat(abandoned()).isEqualTo(abandoned + 2);
    }

    @Test
    void connectionsAreHealthyAfterManyClientsHaveLeft() throws Exception {
        try (LockedTable stances = LockedTable.lock("stance")) {
            for (int i = 0; i < 20; i++) {
                RawClient client = RawClient.send(address, MANY_COUNTS);
                stances.awaitStatements(3);
                client.leave();
                stances.awaitStatements(0);
            }
        }
        for (int i = 0; i < 20; i++) {
            GraphqlClient.data(COUNT);
        }
    }

    @Test
    void aWaitingRequestWhoseClientLeavesIsNotExecuted() throws Exception {
        List<RawClient> running = new ArrayList<>();
        try (LockedTable stances = LockedTable.lock("stance")) {
            running.add(RawClient.send(address, COUNT));
            running.add(RawClient.send(address, COUNT));
            stances.awaitStatements(2);
            RawClient waiting = RawClient.send(address, WITHOUT_STANCES);
            await().until(() -> gauge("waiting") == 1);
            waiting.leave();
            await().until(() -> gauge("waiting") == 0);
            assertThat(gauge("running")).isEqualTo(2);
        }
        for (RawClient client : running) {
            assertThat(client.socket().getInputStream().read()).isEqualTo('H');
            client.leave();
        }
    }

    private double gauge(String name) {
        return meters.get("demarche.requests." + name).gauge().value();
    }

    private double abandoned() {
        return meters.get("demarche.requests.abandoned").counter().count();
    }
}
