package org.demarche.change;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import org.demarche.support.GraphqlClient;
import org.demarche.support.GraphqlSocket;
import org.demarche.support.MetricsScrape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** The changes as clients follow them: over sockets, as GraphQL over server-sent events, and without GraphQL. */
@QuarkusTest
class ChangeSubscriptionApiTest {

    private static final String CHANGED =
            "subscription { changed { kind by reason at cursor nodeId node { ... on Topic { slug title } } } }";

    @Inject
    Pool pool;

    @TestHTTPResource("/")
    URI service;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @AfterEach
    void removeTopics() {
        execute("delete from topic where slug like 'followed-%'");
    }

    @Test
    void aSubscriberHearsOfAChange() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.subscribe("1", CHANGED);
            JsonObject changed = heard(socket, "1", this::topic);
            assertThat(changed.getString("kind")).isEqualTo("RECORDED");
            assertThat(changed.getString("by")).isNotEmpty();
            assertThat(changed.getJsonObject("node").getString("title")).isEqualTo("Followed");
            assertThat(changed.getString("nodeId")).isNotEmpty();
        }
    }

    @Test
    void eachSubscriberHearsOfEachChangeOnceAndInOrder() {
        try (GraphqlSocket one = GraphqlSocket.ready(service);
                GraphqlSocket other = GraphqlSocket.ready(service)) {
            one.subscribe("1", CHANGED);
            other.subscribe("1", CHANGED);
            // Both have begun when they have heard of something.
            heard(one, "1", this::topic);
            heard(other, "1", this::topic);
            List<String> written = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                written.add(topic());
            }
            assertThat(slugs(one, written.get(19)))
                    .endsWith(written.toArray(String[]::new))
                    .doesNotHaveDuplicates();
            assertThat(slugs(other, written.get(19)))
                    .endsWith(written.toArray(String[]::new))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void equalSubscriptionsAreExecutedOnce() {
        String query = CHANGED + " # " + UUID.randomUUID();
        List<GraphqlSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                sockets.add(GraphqlSocket.ready(service));
                sockets.get(i).subscribe("1", query);
                heard(sockets.get(i), "1", this::topic);
            }
            String last = topic();
            sockets.forEach(socket -> slugs(socket, last));
            double before = executed();
            String slug = topic();
            sockets.forEach(socket -> assertThat(slugs(socket, slug)).containsExactly(slug));
            assertThat(executed() - before).isEqualTo(1);
        } finally {
            sockets.forEach(GraphqlSocket::close);
        }
    }

    @Test
    void aSubscriptionThatIsCompletedEnds() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.subscribe("1", CHANGED);
            socket.subscribe("2", CHANGED);
            heard(socket, "1", this::topic);
            heard(socket, "2", this::topic);
            socket.complete("1");
            // What was under way may still arrive; the answer to a ping comes after it.
            socket.send("{\"type\": \"ping\"}").next("pong", null);
            socket.received().clear();
            heard(socket, "2", this::topic);
            assertThat(socket.received()).noneMatch(message -> "1".equals(message.getString("id")));
            await().untilAsserted(() -> assertThat(MetricsScrape.of(metrics).sum("demarche_subscriptions_running"))
                    .isEqualTo(1));
        }
        await().untilAsserted(() -> assertThat(MetricsScrape.of(metrics).sum("demarche_subscriptions_running"))
                .isZero());
    }

    @Test
    void anOperationIdInUseCloses4409() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.subscribe("same", CHANGED).subscribe("same", CHANGED);
            assertThat(socket.closing())
                    .isEqualTo(new GraphqlSocket.Closing(4409, "Subscriber for same already exists"));
        }
    }

    @Test
    void aSocketHasOnlySoManyOperations() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            for (int i = 0; i < 64; i++) {
                socket.subscribe("s" + i, CHANGED);
            }
            socket.subscribe("one more", CHANGED);
            assertThat(socket.errorCode("one more")).isEqualTo("LIMIT_EXCEEDED");
            socket.complete("s0").subscribe("instead", "{ __typename }");
            assertThat(socket.data("instead").getString("__typename")).isEqualTo("Query");
        }
    }

    @Test
    void aSubscriberMayReadOnFromACursor() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.subscribe("1", CHANGED);
            String cursor = heard(socket, "1", this::topic).getString("cursor");
            socket.complete("1");
            String missed = topic();
            String alsoMissed = topic();
            socket.received().clear();
            socket.subscribe("2", CHANGED.replace("changed", "changed(after: \"" + cursor + "\")"));
            assertThat(slugs(socket, alsoMissed)).endsWith(missed, alsoMissed);
            socket.subscribe("3", CHANGED.replace("changed", "changed(after: \"nonsense\")"));
            assertThat(socket.errorCode("3")).isEqualTo("INVALID_CURSOR");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "topic: \"Not a slug\", INVALID_ARGUMENT",
        "event: \"Not a slug\", INVALID_ARGUMENT",
        "country: \"Russia\", INVALID_ARGUMENT",
        "country: \"ZZ\", NOT_FOUND",
    })
    void anArgumentThatNamesNothingIsAnError(String argument, String code) {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.subscribe("1", "subscription { changed(%s) { nodeId } }".formatted(argument));
            assertThat(socket.errorCode("1")).isEqualTo(code);
        }
    }

    @Test
    void argumentsNarrowTheChanges() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            String wanted = "followed-" + UUID.randomUUID();
            socket.subscribe("wanted", CHANGED.replace("changed", "changed(topic: \"" + wanted + "\")"));
            socket.subscribe("all", CHANGED);
            heard(socket, "all", this::topic);
            // The first subscription has begun too: it was the first to arrive.
            execute("insert into topic (slug, title, title_key) values ('%s', 'Followed', 'followed')"
                    .formatted(wanted));
            String after = topic();
            assertThat(slugs(socket, "all", after)).contains(wanted, after);
            assertThat(slugs(socket, "wanted", wanted)).containsExactly(wanted);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET"})
    void changesAreServerSentEventsOfGraphql(String method) throws IOException {
        try (Events events = method.equals("POST") ? posted(CHANGED) : got("/graphql?query=" + encoded(CHANGED))) {
            Event event = events.heard(this::topic);
            assertThat(event.name()).isEqualTo("next");
            JsonObject changed = event.json().getJsonObject("data").getJsonObject("changed");
            assertThat(changed.getJsonObject("node").getString("title")).isEqualTo("Followed");
        }
    }

    @Test
    void aQueryIsOneEventAndItsCompletion() throws IOException {
        try (Events events = posted("{ country(code: \"NO\") { name } }")) {
            assertThat(events.next().json().encode()).isEqualTo("{\"data\":{\"country\":{\"name\":\"Norway\"}}}");
            assertThat(events.next().name()).isEqualTo("complete");
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void errorsAreEventsToo() throws IOException {
        try (Events events = posted("{ nothing }")) {
            assertThat(code(events.next().json())).isEqualTo("INVALID_QUERY");
            assertThat(events.next().name()).isEqualTo("complete");
        }
    }

    @Test
    void whatIsNoRequestIsRefused() {
        RestAssured.given()
                .contentType("application/json")
                .accept("text/event-stream")
                .body("{\"query\": 5}")
                .post("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("INVALID_REQUEST"));
        RestAssured.given()
                .contentType("text/plain")
                .accept("text/event-stream")
                .body("{}")
                .post("/graphql")
                .then()
                .statusCode(415);
        RestAssured.given()
                .contentType("application/json")
                .accept("text/event-stream")
                .header("Authorization", "Bearer nonsense")
                .body("{\"query\": \"{ __typename }\"}")
                .post("/graphql")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("errors[0].extensions.code", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void oneAnswerIsNoPlaceForASubscription() {
        Map<String, String> request = Map.of("query", CHANGED);
        RestAssured.given()
                .contentType("application/json")
                .body(request)
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors[0].extensions.code", equalTo("INVALID_REQUEST"))
                .body("errors[0].message", containsString("graphql-transport-ws"));
        RestAssured.given()
                .contentType("application/json")
                .accept("application/graphql-response+json")
                .body(request)
                .post("/graphql")
                .then()
                .statusCode(400);
    }

    @Test
    void theFeedIsAStreamThatContinuesAfterTheLastEvent() throws IOException {
        String cursor;
        String missed;
        try (Events events = got("/changes/stream")) {
            Event event = events.heard(this::topic);
            assertThat(event.name()).isEqualTo("change");
            assertThat(event.json().getString("kind")).isEqualTo("RECORDED");
            assertThat(event.json().getString("type")).isEqualTo("Topic");
            assertThat(event.json().getString("cursor")).isEqualTo(event.id());
            cursor = event.id();
        }
        missed = topic();
        for (String address : List.of("/changes/stream", "/changes/stream?after=" + cursor)) {
            HttpRequest.Builder again = HttpRequest.newBuilder(service.resolve(address));
            if (!address.contains("after")) {
                again.header("Last-Event-ID", cursor);
            }
            try (Events events = new Events(again.build())) {
                List<String> ids = new ArrayList<>();
                Event event = events.next();
                for (; !slugOf(event.json().getString("nodeId")).equals(missed); event = events.next()) {
                    ids.add(event.id());
                }
                assertThat(ids).doesNotContain(cursor);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?topic=Not%20a%20slug, 400, INVALID_ARGUMENT",
        "?country=Russia, 400, INVALID_ARGUMENT",
        "?after=nonsense, 400, INVALID_CURSOR",
        "?nothing=1, 400, INVALID_REQUEST",
        "?topic=a&topic=b, 400, INVALID_REQUEST",
    })
    void aStreamThatCannotBeIsRefused(String query, int status, String code) {
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/changes/stream" + query)
                .then()
                .statusCode(status)
                .body("errors[0].extensions.code", equalTo(code));
    }

    @Test
    void aStreamIsFollowedByGet() {
        RestAssured.post("/changes/stream").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
        RestAssured.options("/changes/stream").then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS");
        RestAssured.head("/changes/stream").then().statusCode(200).contentType("text/event-stream; charset=utf-8");
        RestAssured.get("/changes/stream/more").then().statusCode(404);
    }

    /** Writes until the subscription has begun, which nothing tells, and returns the first change. */
    private JsonObject heard(GraphqlSocket socket, String id, Supplier<String> write) {
        await().until(() -> {
            write.get();
            return socket.received().stream().anyMatch(message -> id.equals(message.getString("id")));
        });
        return socket.data(id).getJsonObject("changed");
    }

    private static List<String> slugs(GraphqlSocket socket, String last) {
        return slugs(socket, null, last);
    }

    /** The topics that a socket hears of, until the last one. */
    private static List<String> slugs(GraphqlSocket socket, String id, String last) {
        List<String> slugs = new ArrayList<>();
        while (slugs.isEmpty() || !slugs.get(slugs.size() - 1).equals(last)) {
            JsonObject node = socket.data(id).getJsonObject("changed").getJsonObject("node");
            // Null for a topic that was withdrawn since.
            slugs.add(node == null ? "" : node.getString("slug"));
        }
        return slugs;
    }

    /** Records a topic and returns its slug. */
    private String topic() {
        String slug = "followed-" + UUID.randomUUID();
        execute("insert into topic (slug, title, title_key) values ('%s', 'Followed', 'followed')".formatted(slug));
        return slug;
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    private double executed() {
        return MetricsScrape.of(metrics).sum("demarche_subscriptions_executed_total");
    }

    private static String slugOf(String nodeId) {
        return GraphqlClient.data(
                        "query Slug($id: ID!) { node(id: $id) { ... on Topic { slug } } }", Map.of("id", nodeId))
                .getString("node.slug");
    }

    private static String code(JsonObject answer) {
        return answer.getJsonArray("errors")
                .getJsonObject(0)
                .getJsonObject("extensions")
                .getString("code");
    }

    private Events posted(String query) throws IOException {
        return new Events(HttpRequest.newBuilder(service.resolve("/graphql"))
                .header("Accept", "text/event-stream")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("query", query).encode()))
                .build());
    }

    private Events got(String path) throws IOException {
        return new Events(HttpRequest.newBuilder(service.resolve(path))
                .header("Accept", "text/event-stream")
                .build());
    }

    private static String encoded(String query) {
        return java.net.URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    /** @param id null if it has none */
    private record Event(String id, String name, String data) {

        JsonObject json() {
            return new JsonObject(data);
        }
    }

    /** A stream of server-sent events. */
    private static final class Events implements AutoCloseable {

        private static final HttpClient CLIENT =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private static final Event END = new Event(null, null, null);

        private final InputStream body;
        private final BlockingQueue<Event> received = new LinkedBlockingQueue<>();

        Events(HttpRequest request) throws IOException {
            HttpResponse<InputStream> response;
            try {
                response = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException(interrupted);
            }
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream; charset=utf-8");
            body = response.body();
            Thread reader = new Thread(this::read, "events");
            reader.setDaemon(true);
            reader.start();
        }

        /** Writes until an event has arrived. */
        Event heard(Supplier<String> write) {
            await().until(() -> {
                write.get();
                return !received.isEmpty();
            });
            return next();
        }

        /** Null at the end. */
        Event next() {
            await().until(() -> !received.isEmpty());
            Event event = received.poll();
            return event == END ? null : event;
        }

        private void read() {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                Map<String, String> fields = new HashMap<>();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] field = line.split(": ?", 2);
                    if (field.length == 2 && !field[0].isEmpty()) {
                        fields.put(field[0], field[1]);
                    } else if (line.isEmpty() && !fields.isEmpty()) {
                        received.add(new Event(fields.get("id"), fields.get("event"), fields.get("data")));
                        fields.clear();
                    }
                }
            } catch (IOException closed) {
                // By the test.
            }
            received.add(END);
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
