package org.demarche.http.connection;

import java.net.SocketAddress;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;

/** Accepts a connection, or closes it at once if its address has too many. Stands in the pipeline of the server's socket. */
@ChannelHandler.Sharable
final class ConnectionAcceptor extends ChannelInboundHandlerAdapter {

    private static final String NAME = "demarche.connection";

    /** How much of its answers a connection keeps in direct memory: half of Netty's default, with many connections. */
    private static final WriteBufferWaterMark UNSENT =
            new WriteBufferWaterMark(AnswerQueue.SLICE, 2 * AnswerQueue.SLICE);

    /**
     * How much Linux keeps of the answers of a connection, in bytes; it takes twice as much memory for it. Otherwise it takes
     * up to 4 MB for a client that does not read, which counts against the limit of a container, and this service cannot see
     * that the client is slow. Enough for a megabyte per second at a distance of 80 ms.
     */
    private static final int SEND_BUFFER = 64 * 1024;

    private final ConnectionCounts counts;
    private final ConnectionLimits limits;
    private final Counter refused;

    ConnectionAcceptor(ConnectionCounts counts, ConnectionLimits limits, Counter refused) {
        this.counts = counts;
        this.limits = limits;
        this.refused = refused;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Channel connection = (Channel) message;
        SocketAddress remote = connection.remoteAddress();
        if (counts.enter(remote)) {
            connection.closeFuture().addListener(closed -> counts.leave(remote));
            connection.config().setWriteBufferWaterMark(UNSENT);
            connection.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
            connection.pipeline().addLast(NAME, new ConnectionHandler(limits));
            ctx.fireChannelRead(message);
        } else {
            refused.increment();
            connection.unsafe().closeForcibly();
        }
    }
}
