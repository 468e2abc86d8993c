package org.demarche.http.connection;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import org.demarche.http.RequestError;

/**
 * Limits how long a client takes to send a request and to accept an answer. First in the pipeline of a connection: it sees
 * the bytes as they are on the wire.
 */
final class ConnectionHandler extends ChannelDuplexHandler {

    private static final String GATE = "demarche.gate";
    private static final String VERTX_HANDLER = "handler";
    private static final String VERTX_ENCODER = "httpEncoder";

    private static final RequestError TIMEOUT =
            RequestError.invalid(408, "The request did not arrive completely in time.");

    private final ConnectionLimits limits;
    private final AnswerQueue answers;
    private ChannelHandlerContext context;
    private RequestGate gate;
    private ChannelHandlerContext gateContext;

    /** Whether a part of a request has arrived. */
    private boolean incomplete;

    /** Null until the connection has become a WebSocket. */
    private PartialFrame frame;

    private long since;
    private boolean deadlineScheduled;
    private boolean closing;

    ConnectionHandler(ConnectionLimits limits) {
        this.limits = limits;
        this.answers = new AnswerQueue(limits);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (gate == null) {
            installGate(ctx.pipeline());
        }
        if (!incomplete) {
            incomplete = true;
            since = System.nanoTime();
        }
        if (frame != null && !frame.add(((ByteBuf) message).readableBytes())) {
            ReferenceCountUtil.release(message);
            close(null);
            return;
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (incomplete && !deadlineScheduled) {
            scheduleDeadline();
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        answers.write(ctx, message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        answers.flush(ctx);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            answers.flush(ctx);
            if (frame != null) {
                gate.readLater(gateContext);
            }
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        answers.discard(ctx);
        if (frame != null) {
            frame.complete();
        }
        ctx.fireChannelInactive();
    }

    /** Called by the gate when the connection becomes a WebSocket. */
    void upgraded() {
        frame = new PartialFrame(limits.received());
        incomplete = false;
        if (context.channel().config().getRecvByteBufAllocator() instanceof AdaptiveRecvByteBufAllocator reads) {
            // Netty would read sixteen times before the gate can stop it: a megabyte of the smallest frames becomes
            // ten.
            reads.maxMessagesPerRead(1);
        }
    }

    /** Called by the gate when the last byte of a request or of a frame of a WebSocket has arrived. */
    void received() {
        incomplete = false;
        if (frame != null) {
            frame.complete();
        }
    }

    boolean hasSentAll() {
        return answers.isEmpty(context);
    }

    /** Called when the client has accepted everything. */
    private void proceed() {
        if (gate != null && !closing) {
            gate.proceed(gateContext);
        }
    }

    /** @param error sent before the connection is closed; null if there is an answer already */
    void close(RequestError error) {
        if (closing) {
            return;
        }
        closing = true;
        if (error == null) {
            context.close();
            return;
        }
        // Behind the encoder, which expects responses to requests that it knows, and before TLS.
        ChannelHandlerContext encoder = context.pipeline().context(VERTX_ENCODER);
        encoder.writeAndFlush(response(error)).addListener(sent -> linger());
    }

    /** Reads for a while what the client still sends: if it were refused, the client could lose the answer. */
    private void linger() {
        if (context.channel() instanceof SocketChannel socket
                && context.pipeline().get("ssl") == null) {
            socket.shutdownOutput();
        }
        context.executor().schedule(() -> context.close(), RequestError.LINGER, TimeUnit.MILLISECONDS);
    }

    private static ByteBuf response(RequestError error) {
        byte[] json = error.json();
        String head =
                ("HTTP/1.1 %s\r\nContent-Type: %s\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n"
                                + "Content-Length: %d\r\nConnection: close\r\n\r\n")
                        .formatted(HttpResponseStatus.valueOf(error.status()), RequestError.CONTENT_TYPE, json.length);
        return Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), json);
    }

    /** When Vert.x has added its handlers: with TLS, after the handshake. */
    private void installGate(ChannelPipeline pipeline) {
        ChannelHandler vertx = pipeline.get(VERTX_HANDLER);
        if (vertx != null && pipeline.get(VERTX_ENCODER) != null) {
            gate = new RequestGate(this);
            pipeline.addBefore(VERTX_HANDLER, GATE, gate);
            gateContext = pipeline.context(gate);
            answers.onEmpty(this::proceed);
        }
    }

    /** If Vert.x has a handler but there is no gate, the protocol is HTTP/2, which has limits of its own. */
    private void closeIncompleteHandshake() {
        if (context.pipeline().get(VERTX_HANDLER) == null) {
            context.close();
        }
    }

    private void scheduleDeadline() {
        deadlineScheduled = true;
        long remaining = since + limits.receiveNanos() - System.nanoTime();
        context.executor().schedule(this::checkDeadline, Math.max(1, remaining), TimeUnit.NANOSECONDS);
    }

    private void checkDeadline() {
        deadlineScheduled = false;
        if (!incomplete || closing) {
            return;
        }
        if (gate != null && gate.isBehind()) {
            // The service does not wait for the rest at the moment.
            since = System.nanoTime();
        }
        if (since + limits.receiveNanos() - System.nanoTime() > 0) {
            scheduleDeadline();
        } else if (gate == null) {
            closeIncompleteHandshake();
        } else if (frame != null) {
            close(null);
        } else {
            gate.reject(gateContext, TIMEOUT);
        }
    }
}
