package org.demarche.http;

import java.time.Instant;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.demarche.config.StreamSettings;
import org.demarche.model.IpNetwork;

/**
 * A response of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). Used on the event loop
 * of its request only, except where {@link OpenStream} says otherwise.
 */
public final class EventStream implements OpenStream {

    public static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";

    /** Not a buffer: that would be made when the native executable is built, which cannot contain it. */
    private static final String COMMENT = ":\n\n";

    private final OpenStreams streams;
    private final StreamSettings settings;
    private final HttpServerResponse response;
    private final Context context = Vertx.currentContext();
    private Runnable onEnd = () -> {};
    private Runnable proceed;
    private long unsent;
    private volatile long written = System.nanoTime();
    private volatile long expiry = Long.MAX_VALUE;
    private boolean ended;

    private EventStream(RoutingContext http, OpenStreams streams, StreamSettings settings) {
        this.streams = streams;
        this.settings = settings;
        this.response = http.response();
    }

    /**
     * Begins the response, or refuses the request.
     *
     * @param onEnd called once, when the stream has ended in whatever way
     * @return null if the request has been refused
     */
    public static EventStream open(
            RoutingContext http, OpenStreams streams, StreamSettings settings, IpNetwork client, Runnable onEnd) {
        RequestError refusal = streams.enter(client);
        if (refusal != null) {
            refusal.sendTo(http);
            return null;
        }
        EventStream stream = new EventStream(http, streams, settings);
        stream.onEnd = onEnd;
        http.addEndHandler(ended -> stream.context.runOnContext(ignored -> {
            streams.leave(client);
            stream.ended();
        }));
        stream.begin();
        return stream;
    }

    /** @param time when the stream ends by itself, because the access token of its client expires */
    public void expireAt(Instant time) {
        expiry = time.toEpochMilli();
    }

    /**
     * Sends an event.
     *
     * @param id what the client sends in {@code Last-Event-ID} when it connects again; null if it cannot continue
     * @param data JSON or nothing, so one line
     */
    public void send(String name, String id, byte[] data) {
        Buffer event = Buffer.buffer(data.length + 64);
        if (id != null) {
            event.appendString("id: ").appendString(id).appendString("\n");
        }
        event.appendString("event: ").appendString(name).appendString("\ndata: ");
        write(event.appendBytes(data).appendString("\n\n"));
    }

    /** @param next called when the client can receive more without more of it waiting in memory; at once if it can now */
    public void whenReady(Runnable next) {
        if (unsent <= settings.unsent().asLongValue()) {
            next.run();
        } else {
            proceed = next;
        }
    }

    public void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    @Override
    public void check() {
        long now = System.nanoTime();
        if (System.currentTimeMillis() >= expiry) {
            context.runOnContext(ignored -> end());
        } else if (now - written >= settings.keepAlive().toNanos()) {
            written = now;
            context.runOnContext(ignored -> write(Buffer.buffer(COMMENT)));
        }
    }

    @Override
    public void drain() {
        context.runOnContext(ignored -> end());
    }

    private void begin() {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // nginx would collect events until they fill a buffer.
                .putHeader("X-Accel-Buffering", "no");
        streams.add(this);
        // So that the client and proxies get the head of the response at once.
        write(Buffer.buffer(COMMENT));
    }

    private void write(Buffer bytes) {
        if (ended || response.ended() || response.closed()) {
            return;
        }
        int length = bytes.length();
        unsent += length;
        written = System.nanoTime();
        response.write(bytes).onComplete(sent -> context.runOnContext(ignored -> accepted(length)));
    }

    private void accepted(int length) {
        unsent -= length;
        if (proceed != null && !ended && unsent <= settings.unsent().asLongValue()) {
            Runnable next = proceed;
            proceed = null;
            next.run();
        }
    }

    private void ended() {
        if (!ended) {
            ended = true;
            streams.remove(this);
            onEnd.run();
        }
    }
}
