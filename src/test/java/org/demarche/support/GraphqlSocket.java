package org.demarche.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import io.vertx.core.json.JsonObject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** A WebSocket of graphql-transport-ws, and what the service has sent on it. */
public final class GraphqlSocket implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private final List<JsonObject> received = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Closing> closed = new CompletableFuture<>();
    private WebSocket socket;

    private GraphqlSocket() {}

    public static GraphqlSocket open(URI service) {
        return open(service, "graphql-transport-ws", Map.of());
    }

    /** @param service with any scheme and path */
    public static GraphqlSocket open(URI service, String subprotocol, Map<String, String> headers) {
        GraphqlSocket opened = new GraphqlSocket();
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder().subprotocols(subprotocol);
        headers.forEach(builder::header);
        opened.socket = builder.buildAsync(
                        URI.create("ws://%s:%d/graphql".formatted(service.getHost(), service.getPort())),
                        opened.new Inbox())
                .join();
        return opened;
    }

    /** A socket that has been initialised. */
    public static GraphqlSocket ready(URI service) {
        return open(service).initialise();
    }

    public GraphqlSocket initialise() {
        send("{\"type\": \"connection_init\"}").next("connection_ack", null);
        return this;
    }

    public GraphqlSocket send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** Sends a part of a message, which is continued. */
    public GraphqlSocket sendPart(String text) {
        socket.sendText(text, false).join();
        return this;
    }

    public GraphqlSocket sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    public GraphqlSocket send(Map<String, ?> message) {
        return send(new JsonObject(Map.copyOf(message)).encode());
    }

    public GraphqlSocket subscribe(String id, String query) {
        return send(Map.of("id", id, "type", "subscribe", "payload", Map.of("query", query)));
    }

    public GraphqlSocket complete(String id) {
        return send(Map.of("id", id, "type", "complete"));
    }

    /** Waits for the first message of the type that was not returned before. */
    public JsonObject next(String type, String id) {
        JsonObject[] found = new JsonObject[1];
        await().atMost(MAX_WAIT).until(() -> {
            found[0] = received.stream()
                    .filter(message -> type.equals(message.getString("type"))
                            && (id == null || id.equals(message.getString("id"))))
                    .findFirst()
                    .orElse(null);
            return found[0] != null || closed.isDone();
        });
        assertThat(found[0]).as("%s for %s; closed: %s", type, id, closed).isNotNull();
        received.remove(found[0]);
        return found[0];
    }

    /** The data of the next result. */
    public JsonObject data(String id) {
        return next("next", id).getJsonObject("payload").getJsonObject("data");
    }

    /** The code of the error that an operation ended with. */
    public String errorCode(String id) {
        return next("error", id)
                .getJsonArray("payload")
                .getJsonObject(0)
                .getJsonObject("extensions")
                .getString("code");
    }

    /** What has been received and not been returned. */
    public List<JsonObject> received() {
        return received;
    }

    public Closing closing() {
        await().atMost(MAX_WAIT).until(closed::isDone);
        return closed.join();
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** @param code -1 if the connection broke without one */
    public record Closing(int code, String reason) {}

    private final class Inbox implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                received.add(new JsonObject(message.toString()));
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(new Closing(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.complete(new Closing(-1, failure.toString()));
        }
    }
}
