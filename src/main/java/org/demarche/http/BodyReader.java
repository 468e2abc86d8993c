package org.demarche.http;

import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the bodies of requests into memory, in place of Vert.x' body handler, which has no common limit for all of them. The
 * time that a client may take is limited by {@code ConnectionHandler}.
 */
@Singleton
public class BodyReader {

    private static final RequestError EXPECTATION =
            RequestError.invalid(417, "The only expectation that is supported is Expect: 100-continue.");
    private static final RequestError NO_MEMORY = RequestError.unavailable(
            "The service is receiving too many large requests at the moment. Retry in a few seconds, or send less.");

    private final BodyBudget budget;
    private final int max;
    private final RequestError tooLarge;

    BodyReader(BodyBudget budget, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max) {
        this.budget = budget;
        this.max = (int) Math.min(max.asLongValue(), Integer.MAX_VALUE - 8);
        this.tooLarge = RequestError.invalid(413, "The body is larger than %d bytes.".formatted(this.max));
    }

    /**
     * @param body called once all of it has arrived; not called if the client leaves
     * @param rejection called instead if the body is rejected; it may be incomplete
     */
    public void read(RoutingContext context, Consumer<byte[]> body, Consumer<RequestError> rejection) {
        HttpServerRequest request = context.request();
        String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // The decoder has checked that it is a number.
        long length = declared == null ? max : Long.parseLong(declared);
        if (length > max) {
            rejection.accept(tooLarge);
        } else if (!expectationMet(request)) {
            rejection.accept(EXPECTATION);
        } else {
            new Reading(context, new RequestBody(budget, (int) length), body, rejection).start();
        }
    }

    /** An expectation of HTTP/1.0 has no meaning (RFC 9110, section 10.1.1). */
    private static boolean expectationMet(HttpServerRequest request) {
        String expected = request.getHeader(HttpHeaders.EXPECT);
        if (expected == null || request.version() == HttpVersion.HTTP_1_0) {
            return true;
        }
        boolean supported = expected.equalsIgnoreCase("100-continue");
        if (supported) {
            request.response().writeContinue();
        }
        return supported;
    }

    private final class Reading {

        private final RoutingContext context;
        private final RequestBody received;
        private final Consumer<byte[]> body;
        private final Consumer<RequestError> rejection;
        private boolean done;

        Reading(RoutingContext context, RequestBody received, Consumer<byte[]> body, Consumer<RequestError> rejection) {
            this.context = context;
            this.received = received;
            this.body = body;
            this.rejection = rejection;
        }

        void start() {
            HttpServerRequest request = context.request();
            if (request.isEnded()) {
                finish();
                return;
            }
            request.exceptionHandler(left -> abandon());
            request.endHandler(end -> finish());
            request.handler(this::append);
        }

        private void append(Buffer more) {
            if (done) {
                return;
            }
            if (!received.fits(more)) {
                reject(tooLarge);
            } else if (!received.append(more)) {
                reject(NO_MEMORY);
            }
        }

        private void finish() {
            if (!done) {
                done = true;
                if (received.hasReserved()) {
                    context.addEndHandler(answered -> received.release());
                }
                body.accept(received.toBytes());
            }
        }

        private void reject(RequestError reason) {
            abandon();
            rejection.accept(reason);
        }

        private void abandon() {
            done = true;
            received.release();
        }
    }
}
