package org.demarche.http.connection;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCountUtil;
import org.jboss.logging.Logger;

/**
 * The answers of a connection that its client has not accepted yet. Netty would copy each whole answer into direct memory
 * for as long as the client reads. This queue keeps it on the heap, where a cached answer is shared, and hands it over in
 * slices. Closes the connection if the client is too slow.
 */
final class AnswerQueue {

    private static final Logger LOG = Logger.getLogger(AnswerQueue.class);

    /** In bytes; half of what Netty takes before it reports that a channel is not writable. */
    static final int SLICE = 16 * 1024;

    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** How long a client may take to accept a slice while memory is scarce. */
    private static final long SCARCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ConnectionLimits limits;
    private final Queue<Part> parts = new ArrayDeque<>(2);
    private Runnable onEmpty = () -> {};
    private long queued;
    private boolean flushing;
    private boolean flushAgain;

    /** The file that is sent at the moment; it takes no memory, but the client has to accept it too. */
    private FileRegion file;

    /** What has been added to the sum of all connections. */
    private long counted;

    private long written;
    private boolean checkScheduled;
    private long acceptedAtCheck;
    private long checkedSince;

    AnswerQueue(ConnectionLimits limits) {
        this.limits = limits;
    }

    void onEmpty(Runnable action) {
        onEmpty = action;
    }

    /** Counts again: Netty does not report that the last bytes have been accepted. */
    boolean isEmpty(ChannelHandlerContext ctx) {
        if (counted > 0) {
            account(ctx);
        }
        return counted == 0;
    }

    void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        long size = size(message);
        written += size;
        if (parts.isEmpty() && (size <= SLICE || message instanceof FileRegion)) {
            handOver(ctx, message, promise);
        } else {
            parts.add(new Part(message, promise));
            queued += size;
        }
    }

    void flush(ChannelHandlerContext ctx) {
        if (flushing) {
            // Called by the flush below, as the channel becomes writable, or by a listener of what it has sent, which
            // may have
            // written more: Vert.x closes a connection in this way.
            flushAgain = true;
            return;
        }
        flushing = true;
        try {
            do {
                flushAgain = false;
                handOver(ctx);
                ctx.flush();
            } while (ctx.channel().isActive()
                    && (flushAgain || !parts.isEmpty() && ctx.channel().isWritable()));
        } finally {
            flushing = false;
        }
        account(ctx);
    }

    void discard(ChannelHandlerContext ctx) {
        while (!parts.isEmpty()) {
            Part part = parts.poll();
            ReferenceCountUtil.release(part.message);
            part.promise.tryFailure(new ClosedChannelException());
        }
        queued = 0;
        limits.unsent().add(-counted);
        counted = 0;
    }

    private void handOver(ChannelHandlerContext ctx) {
        while (!parts.isEmpty() && ctx.channel().isWritable()) {
            Part part = parts.peek();
            if (part.message instanceof ByteBuf bytes && bytes.readableBytes() > SLICE) {
                queued -= SLICE;
                ctx.write(bytes.readRetainedSlice(SLICE));
            } else {
                parts.poll();
                queued -= size(part.message);
                handOver(ctx, part.message, part.promise);
            }
        }
    }

    private void handOver(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof FileRegion region) {
            file = region;
        }
        ctx.write(message, promise);
    }

    private static long size(Object message) {
        if (message instanceof ByteBuf bytes) {
            return bytes.readableBytes();
        }
        return message instanceof FileRegion region ? region.count() : 0;
    }

    private void account(ChannelHandlerContext ctx) {
        long unsent = queued + buffered(ctx.channel());
        if (unsent == counted) {
            return;
        }
        boolean hadUnsent = counted > 0;
        limits.unsent().add(unsent - counted);
        counted = unsent;
        if (unsent == 0) {
            onEmpty.run();
        } else if (!hadUnsent) {
            startCheck(ctx);
        }
    }

    private void startCheck(ChannelHandlerContext ctx) {
        acceptedAtCheck = written - counted;
        checkedSince = System.nanoTime();
        if (!checkScheduled) {
            scheduleCheck(ctx);
        }
    }

    private void scheduleCheck(ChannelHandlerContext ctx) {
        checkScheduled = true;
        long delay = Math.min(CHECK_NANOS, limits.sendNanos());
        ctx.executor().schedule(() -> check(ctx), delay, TimeUnit.NANOSECONDS);
    }

    private void check(ChannelHandlerContext ctx) {
        checkScheduled = false;
        account(ctx);
        if (counted == 0) {
            return;
        }
        long now = System.nanoTime();
        long patience = limits.unsent().isScarce() ? Math.min(SCARCE_NANOS, limits.sendNanos()) : limits.sendNanos();
        if (written - counted - acceptedAtCheck >= SLICE) {
            acceptedAtCheck = written - counted;
            checkedSince = now;
        } else if (now - checkedSince >= patience) {
            close(ctx);
            return;
        }
        scheduleCheck(ctx);
    }

    private void close(ChannelHandlerContext ctx) {
        LOG.debugf("Closing a connection whose client does not accept its answer: %d bytes are left", counted);
        ctx.close();
    }

    private long buffered(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        if (buffer == null || buffer.totalPendingWriteBytes() == 0) {
            file = null;
            return 0;
        }
        return buffer.totalPendingWriteBytes() + (file == null ? 0 : file.count() - file.transferred());
    }

    private record Part(Object message, ChannelPromise promise) {}
}
