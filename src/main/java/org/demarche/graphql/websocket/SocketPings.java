package org.demarche.graphql.websocket;

import java.time.Duration;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** Pings a client from which nothing has come for a time, to find out whether it is still there. */
final class SocketPings {

    private final ServerWebSocket socket;
    private final long interval;
    private long heard = System.nanoTime();
    private long pinged = heard;

    /** @param interval how long a client may be silent, and how long an answer may take */
    SocketPings(ServerWebSocket socket, Duration interval) {
        this.socket = socket;
        this.interval = interval.toNanos();
    }

    /** Something has come from the client. */
    void hear() {
        heard = System.nanoTime();
    }

    /** Sends a ping if it is time for one. False if the last one has not been answered in time. */
    boolean check(long now) {
        if (now - heard < interval) {
            return true;
        }
        if (pinged - heard <= 0) {
            pinged = now;
            socket.writePing(Buffer.buffer());
            return true;
        }
        return now - pinged < interval;
    }
}
