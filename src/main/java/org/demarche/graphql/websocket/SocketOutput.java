package org.demarche.graphql.websocket;

import java.util.Arrays;

import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;

/**
 * What a socket sends. While a client does not read, nothing that it sends is read either, so that it cannot request more. Used
 * on the event loop of the socket only.
 */
final class SocketOutput implements SocketOperations.Outbox {

    private final ServerWebSocket socket;
    private final Context context;
    private final long maxUnsent;
    private long unsent;
    private boolean isPaused;
    private boolean isClosed;
    private Runnable[] waiting = {};

    /** @param maxUnsent in bytes */
    SocketOutput(ServerWebSocket socket, Context context, long maxUnsent) {
        this.socket = socket;
        this.context = context;
        this.maxUnsent = maxUnsent;
    }

    @Override
    public void send(String message) {
        if (isClosed) {
            return;
        }
        int length = message.length();
        unsent += length;
        if (!isReady() && !isPaused) {
            isPaused = true;
            socket.pause();
        }
        socket.writeTextMessage(message).onComplete(sent -> context.runOnContext(ignored -> accepted(length)));
    }

    @Override
    public void whenReady(Runnable proceed) {
        if (isReady()) {
            proceed.run();
        } else {
            waiting = Arrays.copyOf(waiting, waiting.length + 1);
            waiting[waiting.length - 1] = proceed;
        }
    }

    /** Nothing is sent from now on. */
    void close() {
        isClosed = true;
    }

    private boolean isReady() {
        return unsent <= maxUnsent;
    }

    private void accepted(int length) {
        unsent -= length;
        if (isClosed || !isReady()) {
            return;
        }
        if (isPaused) {
            isPaused = false;
            socket.resume();
        }
        Runnable[] ready = waiting;
        waiting = new Runnable[] {};
        for (Runnable proceed : ready) {
            whenReady(proceed);
        }
    }
}
