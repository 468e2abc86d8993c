package org.demarche.exporting;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.demarche.error.ClientErrorException;
import org.demarche.error.UnavailableException;
import org.demarche.graphql.limit.ClientRate;
import org.demarche.http.AcceptedCoding;
import org.demarche.http.GzipParts;
import org.demarche.http.RequestError;
import org.jboss.logging.Logger;

/**
 * An export on its way to a client. One part is in memory at a time: the next one is read when the connection has taken this one.
 * A client that stops reading is cut off by the limits of the connection, and one that reads too slowly by the time limit; both
 * end the export, so that its connection to the database is free again.
 *
 * <p>Used in the context of the request only.
 */
final class ExportStream {

    /** With which a client goes on in the feed of changes. */
    static final String CHANGES_CURSOR = "Changes-Cursor";

    private static final Logger LOG = Logger.getLogger(ExportStream.class);

    private final RoutingContext http;
    private final HttpServerResponse response;
    private final ExportRequest request;
    private final ClientRate rate;
    private final Runnable onEnd;
    private final Context context = Vertx.currentContext();

    /** Null if the client wants it uncompressed. */
    private final GzipParts gzip;

    private Export<?> export;
    private boolean encoding;
    private boolean ended;
    private long timer;

    /** @param onEnd runs once, when the export has ended in whatever way */
    ExportStream(RoutingContext http, ExportRequest request, ClientRate rate, Runnable onEnd) {
        this.http = http;
        this.response = http.response();
        this.request = request;
        this.rate = rate;
        this.onEnd = onEnd;
        AcceptedCoding accepted = AcceptedCoding.of(http.request().headers());
        this.gzip = accepted == AcceptedCoding.GZIP || accepted == AcceptedCoding.GZIP_ONLY ? new GzipParts() : null;
    }

    void start(Exporter exporter, Duration timeLimit) {
        timer = http.vertx()
                .setTimer(timeLimit.toMillis(), elapsed -> context.runOnContext(ignored -> expire(timeLimit)));
        http.addEndHandler(sent -> context.runOnContext(ignored -> end()));
        if (response.closed()) {
            end();
            return;
        }
        then(exporter.open(request), this::opened);
    }

    private void opened(Export<?> opened) {
        export = opened;
        if (ended) {
            // The client has left meanwhile.
            close();
        } else {
            then(export.changesCursor(), this::describe);
        }
    }

    private void describe(String changesCursor) {
        if (ended) {
            return;
        }
        if (changesCursor != null) {
            response.putHeader(CHANGES_CURSOR, changesCursor);
        }
        if (rate.isLimited()) {
            then(export.count(), this::charge);
        } else {
            readNext();
        }
    }

    /** A row costs as much as an object of a query. One has been charged for the request. */
    private void charge(long rows) {
        ClientRate.Usage usage = rate.take(http.request(), rows);
        usage.putInto(response.headers());
        if (usage.isAllowed()) {
            readNext();
        } else {
            fail(ClientErrorException.rateLimited(usage.capacity(), usage.retryAfter()));
        }
    }

    private void readNext() {
        if (!ended) {
            then(export.next(), this::encode);
        }
    }

    private void encode(Supplier<byte[]> part) {
        if (ended) {
            return;
        }
        encoding = true;
        Callable<byte[]> work = part == null ? this::rest : () -> compressed(part.get());
        http.vertx()
                .executeBlocking(work, false)
                .onComplete(bytes -> context.runOnContext(ignored -> {
                    encoding = false;
                    if (ended) {
                        closeGzip();
                    } else if (bytes.failed()) {
                        fail(bytes.cause());
                    } else {
                        write(bytes.result(), part == null);
                    }
                }));
    }

    private byte[] compressed(byte[] part) {
        return gzip == null ? part : gzip.add(part);
    }

    private byte[] rest() {
        return gzip == null ? new byte[0] : gzip.finish();
    }

    @SuppressWarnings("deprecation") // Buffer.buffer(byte[]) copies the part, this wraps it
    private void write(byte[] bytes, boolean last) {
        if (!response.headWritten()) {
            response.setChunked(true);
            if (gzip != null) {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            }
        }
        Buffer buffer = Buffer.buffer(Unpooled.wrappedBuffer(bytes));
        if (last) {
            // Its end handler ends the export.
            response.end(buffer);
        } else if (bytes.length == 0) {
            readNext();
        } else {
            response.write(buffer)
                    .onComplete(written -> context.runOnContext(ignored -> {
                        if (written.succeeded()) {
                            readNext();
                        } else {
                            end();
                        }
                    }));
        }
    }

    private void expire(Duration timeLimit) {
        if (!ended) {
            LOG.debugf("Closing the connection of an export that has taken %s", timeLimit);
            fail(UnavailableException.timeLimit(timeLimit));
        }
    }

    private void fail(Throwable failure) {
        if (ended) {
            return;
        }
        end();
        if (response.headWritten()) {
            LOG.debug("An export has failed", failure);
            // The client must not take the part that it has for the whole.
            http.request().connection().close();
        } else if (failure instanceof ClientErrorException mistake) {
            ExportStreams.refuse(http, RequestError.of(mistake, request.inParameters(mistake.getMessage())));
        } else if (failure instanceof UnavailableException unavailable) {
            ExportStreams.refuse(http, RequestError.unavailable(unavailable.getMessage()));
        } else {
            ExportStreams.removeHeaders(http);
            http.fail(failure);
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        http.vertx().cancelTimer(timer);
        close();
        closeGzip();
        onEnd.run();
    }

    private void close() {
        if (export != null) {
            export.close()
                    .subscribe()
                    .with(closed -> {}, failure -> LOG.debug("An export could not be closed", failure));
        }
    }

    private void closeGzip() {
        if (gzip != null && !encoding) {
            gzip.close();
        }
    }

    private <T> void then(Uni<T> step, Consumer<T> next) {
        step.subscribe()
                .with(
                        item -> context.runOnContext(ignored -> next.accept(item)),
                        failure -> context.runOnContext(ignored -> fail(failure)));
    }
}
