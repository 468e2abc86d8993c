package org.demarche.http.connection;

import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import org.demarche.http.RequestError;

/**
 * Lets one request of a connection through at a time: the next one when the client has accepted the answer. Vert.x would
 * execute pipelined requests one after the other, but collect all answers that the client does not read. Also answers
 * invalid requests. Stands between the decoder and Vert.x' handler.
 */
final class RequestGate extends ChannelDuplexHandler {

    /** Clients hardly ever send requests ahead; benchmarks do. */
    static final int MAX_WAITING = 32;

    private static final RequestError MALFORMED_BODY =
            RequestError.invalid(400, "The chunks of the body are not valid HTTP/1.1.");

    private final ConnectionHandler connection;
    private final Queue<Object> waiting = new ArrayDeque<>(2);
    private int waitingRequests;
    private boolean receiving;
    private boolean answering;
    private boolean responseStarted;
    private boolean flushed = true;
    private boolean readLater;
    private boolean closed;
    private boolean upgraded;

    RequestGate(ConnectionHandler connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (closed) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof PingWebSocketFrame && !ctx.channel().isWritable()) {
            // A client that does not read gets no answer to every ping (RFC 6455, section 5.5.3).
            ReferenceCountUtil.release(message);
            connection.received();
        } else if (!waiting.isEmpty() || message instanceof HttpRequest && !isReady()) {
            hold(ctx, message);
        } else {
            pass(ctx, message);
        }
    }

    /**
     * Reads no further while a request waits, nor from a WebSocket whose client does not read: each ping of its would add an
     * answer.
     */
    @Override
    public void read(ChannelHandlerContext ctx) {
        if (waiting.isEmpty() && !(upgraded && !ctx.channel().isWritable())) {
            ctx.read();
        } else {
            readLater = true;
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        boolean interim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        responseStarted |= !interim;
        if (interim && ((HttpResponse) message).status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            upgraded = true;
            connection.upgraded();
        }
        if (message instanceof LastHttpContent && !interim) {
            answering = false;
        }
        flushed = false;
        ctx.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        flushed = true;
        ctx.flush();
        proceed(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        discard();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        discard();
    }

    /** Whether the client has begun to send a request before it has the answer to the last one. */
    boolean isBehind() {
        return !upgraded && (!waiting.isEmpty() || answering && !receiving);
    }

    /** Passes the next request on, if there is one and the gate is ready. Later, because a write may be under way. */
    void proceed(ChannelHandlerContext ctx) {
        if (!waiting.isEmpty()) {
            ctx.executor().execute(() -> passNext(ctx));
        }
    }

    /** Whether the last request has arrived and its answer has been sent and accepted completely. */
    private boolean isReady() {
        return !answering && !receiving && flushed && connection.hasSentAll();
    }

    /** Answers the request that is being received, unless there is an answer already, and closes the connection. */
    void reject(ChannelHandlerContext ctx, RequestError error) {
        closed = true;
        discard();
        connection.close(receiving && responseStarted ? null : error);
    }

    private void passNext(ChannelHandlerContext ctx) {
        if (closed || waiting.isEmpty() || !isReady()) {
            return;
        }
        waitingRequests--;
        do {
            pass(ctx, waiting.poll());
        } while (!waiting.isEmpty() && !(waiting.peek() instanceof HttpRequest));
        ctx.fireChannelReadComplete();
        if (waiting.isEmpty()) {
            readLater(ctx);
        }
    }

    /** Reads if that has been postponed. */
    void readLater(ChannelHandlerContext ctx) {
        if (readLater) {
            readLater = false;
            if (ctx.channel().config().isAutoRead()) {
                ctx.read();
            }
        }
    }

    private void hold(ChannelHandlerContext ctx, Object message) {
        waiting.add(message);
        if (message instanceof HttpRequest && ++waitingRequests > MAX_WAITING) {
            closed = true;
            discard();
            ctx.close();
        }
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request) {
            RequestError error = RequestCheck.error(request);
            if (error != null) {
                ReferenceCountUtil.release(message);
                reject(ctx, error);
                return;
            }
            receiving = true;
            answering = true;
            responseStarted = false;
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            reject(ctx, MALFORMED_BODY);
            return;
        }
        if (message instanceof LastHttpContent) {
            receiving = false;
            connection.received();
        } else if (message instanceof WebSocketFrame) {
            connection.received();
        }
        ctx.fireChannelRead(message);
    }

    private void discard() {
        while (!waiting.isEmpty()) {
            ReferenceCountUtil.release(waiting.poll());
        }
        waitingRequests = 0;
    }
}
