package org.demarche.graphql.websocket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import jakarta.json.JsonObject;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import org.demarche.error.ClientErrorException;
import org.demarche.graphql.http.GraphqlRequest;
import org.demarche.graphql.http.MalformedRequestException;
import org.demarche.graphql.http.StreamClient;
import org.demarche.http.OpenStream;
import org.demarche.model.IpNetwork;
import org.demarche.security.Caller;

/**
 * A WebSocket of the protocol graphql-transport-ws (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md). Used on
 * its event loop only, except where {@link OpenStream} says otherwise.
 */
final class Socket implements OpenStream {

    /** In bytes; the rest of a control frame is the code. */
    private static final int MAX_REASON = 123;

    private final SocketServices services;
    private final ServerWebSocket socket;
    private final IpNetwork network;
    private final String headerToken;
    private final MessageReader messages;
    private final SocketOperations operations;
    private final SocketOutput output;
    private final SocketPings pings;
    private final Context context = Vertx.currentContext();
    private final long opened = System.nanoTime();
    private State state = State.OPEN;
    private StreamClient client;
    private boolean hasLeft;

    /** When something depends on time again, in nanoseconds; read by all threads. */
    private volatile long deadline = opened;

    /** @param headerToken the token of the handshake, which browsers cannot send; null if there is none */
    Socket(SocketServices services, ServerWebSocket socket, IpNetwork network, String headerToken) {
        this.services = services;
        this.socket = socket;
        this.network = network;
        this.headerToken = headerToken;
        this.messages = new MessageReader(
                services.bodies(), (int) services.settings().message().asLongValue(), this::receive);
        this.output =
                new SocketOutput(socket, context, services.settings().unsent().asLongValue());
        this.operations =
                new SocketOperations(services.operations(), services.settings().operations(), output);
        this.pings = new SocketPings(socket, services.settings().keepAlive());
    }

    void start() {
        socket.frameHandler(this::receive);
        socket.exceptionHandler(this::fail);
        // Not that of the connection, which Quarkus counts its connections with.
        socket.closeHandler(closed -> leave());
        if (socket.isClosed()) {
            leave();
            return;
        }
        services.streams().add(this);
        if (!WebSocketOptions.SUBPROTOCOL.equals(socket.subProtocol())) {
            close(
                    CloseCode.SUBPROTOCOL_NOT_ACCEPTABLE,
                    "Subprotocol not acceptable; use " + WebSocketOptions.SUBPROTOCOL);
        }
    }

    @Override
    public void check() {
        if (System.nanoTime() - deadline >= 0) {
            context.runOnContext(ignored -> checkTimes());
        }
    }

    @Override
    public void drain() {
        context.runOnContext(ignored -> close(CloseCode.GOING_AWAY, "Going away"));
    }

    private void receive(WebSocketFrame frame) {
        pings.hear();
        if (state == State.CLOSED) {
            return;
        }
        if (frame.isBinary()) {
            close(CloseCode.INVALID_MESSAGE, "Messages are texts, not binary");
        } else if ((frame.isText() || frame.isContinuation()) && !messages.add(frame)) {
            close(
                    CloseCode.MESSAGE_TOO_BIG,
                    "A message may have %d bytes"
                            .formatted(services.settings().message().asLongValue()));
        }
    }

    private void receive(byte[] text) {
        try {
            receive(ClientMessage.parse(text));
        } catch (MalformedRequestException malformed) {
            close(CloseCode.INVALID_MESSAGE, malformed.getMessage());
        }
    }

    private void receive(ClientMessage message) throws MalformedRequestException {
        switch (message.type()) {
            case CONNECTION_INIT -> initialise(message.payload());
            case PING -> output.send(ServerMessage.PONG);
            case PONG -> {
                // Also unasked, as a sign of life.
            }
            case SUBSCRIBE -> subscribe(message);
            case COMPLETE -> operations.cancel(message.id());
        }
    }

    private void initialise(JsonObject payload) {
        if (state != State.OPEN) {
            close(CloseCode.TOO_MANY_INITIALISATIONS, "Too many initialisation requests");
            return;
        }
        state = State.INITIALISING;
        String token = SocketToken.of(payload, headerToken);
        if (token == null) {
            acknowledge(null);
        } else {
            services.tokens()
                    .verify(token)
                    .subscribe()
                    .with(
                            caller -> context.runOnContext(ignored -> acknowledge(caller)),
                            failure -> context.runOnContext(ignored -> reject(failure)));
        }
    }

    private void acknowledge(Caller caller) {
        if (state == State.INITIALISING) {
            state = State.READY;
            client = new StreamClient(network, caller, true, context);
            output.send(ServerMessage.CONNECTION_ACK);
            checkTimes();
        }
    }

    private void reject(Throwable failure) {
        if (failure instanceof ClientErrorException) {
            close(CloseCode.FORBIDDEN, "Forbidden: " + failure.getMessage());
        } else {
            close(CloseCode.TRY_AGAIN_LATER, "The token cannot be verified at the moment");
        }
    }

    private void subscribe(ClientMessage message) throws MalformedRequestException {
        if (state != State.READY) {
            close(CloseCode.UNAUTHORIZED, "Unauthorized");
        } else if (operations.has(message.id())) {
            close(CloseCode.DUPLICATE_SUBSCRIBER, "Subscriber for " + message.id() + " already exists");
        } else if (message.payload() == null) {
            throw new MalformedRequestException("payload must be a JSON object.");
        } else {
            operations.start(message.id(), GraphqlRequest.ofJson(message.payload()), client);
        }
    }

    private void checkTimes() {
        if (state == State.CLOSED) {
            return;
        }
        long now = System.nanoTime();
        long expiry = expiryNanos();
        if (client == null && now - opened >= nanos(services.settings().initTimeout())) {
            close(CloseCode.INITIALISATION_TIMEOUT, "Connection initialisation timeout");
        } else if (expiry <= 0) {
            close(CloseCode.FORBIDDEN, "Forbidden: the access token has expired");
        } else if (messages.pendingNanos() >= services.receiveNanos()) {
            close(CloseCode.INVALID_MESSAGE, "The message did not arrive completely in time");
        } else if (operations.idleNanos() >= nanos(services.settings().idleTimeout())) {
            close(
                    CloseCode.NORMAL,
                    "No operation for %d s"
                            .formatted(services.settings().idleTimeout().toSeconds()));
        } else if (!pings.check(now)) {
            close(CloseCode.GOING_AWAY, "No answer to a ping");
        } else {
            // Everything else is precise to this.
            deadline = now + Math.min(expiry, TimeUnit.MILLISECONDS.toNanos(500));
        }
    }

    private long expiryNanos() {
        return client == null || client.caller() == null
                ? Long.MAX_VALUE
                : TimeUnit.MILLISECONDS.toNanos(client.caller().expiry().toEpochMilli()
                        - services.clock().millis());
    }

    private void close(CloseCode code, String reason) {
        if (state == State.CLOSED) {
            return;
        }
        end();
        services.metrics().countClosed(code);
        socket.close(code.number(), shortened(reason));
    }

    /** The client has broken the rules of RFC 6455, or has left. */
    private void fail(Throwable failure) {
        end();
        socket.close();
    }

    private void leave() {
        end();
        if (!hasLeft) {
            hasLeft = true;
            services.streams().leave(network);
        }
    }

    private void end() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            output.close();
            messages.release();
            operations.cancelAll();
            services.streams().remove(this);
        }
    }

    private static String shortened(String reason) {
        String shortened = reason;
        while (shortened.getBytes(StandardCharsets.UTF_8).length > MAX_REASON) {
            shortened = shortened.substring(0, shortened.length() - 1);
        }
        return shortened;
    }

    private static long nanos(Duration duration) {
        return duration.toNanos();
    }

    private enum State {
        OPEN,
        INITIALISING,
        READY,
        CLOSED
    }
}
