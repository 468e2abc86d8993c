package org.demarche.graphql.websocket;

import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import org.demarche.http.BodyBudget;
import org.demarche.http.RequestBody;

/** Puts the frames of messages together, in memory that all clients share. */
final class MessageReader {

    private final BodyBudget budget;
    private final int max;
    private final Consumer<byte[]> messages;

    /** Null between two messages. */
    private RequestBody received;

    private long since;

    /**
     * @param max in bytes
     * @param messages called with each complete message
     */
    MessageReader(BodyBudget budget, int max, Consumer<byte[]> messages) {
        this.budget = budget;
        this.max = max;
        this.messages = messages;
    }

    /** Whether there was room for the frame, which is one of a text. */
    boolean add(WebSocketFrame frame) {
        if (received == null) {
            received = new RequestBody(budget, max);
            since = System.nanoTime();
        }
        Buffer bytes = frame.binaryData();
        if (!received.fits(bytes) || !received.append(bytes)) {
            return false;
        }
        if (frame.isFinal()) {
            byte[] message = received.toBytes();
            release();
            messages.accept(message);
        }
        return true;
    }

    /** For how many nanoseconds a message has been incomplete; 0 between two messages. */
    long pendingNanos() {
        return received == null ? 0 : System.nanoTime() - since;
    }

    void release() {
        if (received != null) {
            received.release();
            received = null;
        }
    }
}
