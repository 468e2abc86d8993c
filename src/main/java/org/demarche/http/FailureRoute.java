package org.demarche.http;

import java.io.IOException;
import java.util.UUID;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.VertxException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.demarche.error.ErrorCode;
import org.jboss.logging.Logger;

/**
 * Answers failed requests, in place of Quarkus' error handler: with a coded error instead of HTML, and without a stack trace
 * in the log for what is the client's mistake.
 */
@Singleton
public class FailureRoute {

    private static final Logger LOG = Logger.getLogger(FailureRoute.class);

    void register(@Observes Router router) {
        router.route().order(RouteOrder.CHECKS).failureHandler(this::handle);
    }

    private void handle(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof SecurityException) {
            // Quarkus turns it into a challenge.
            context.next();
        } else if (isClientError(context.statusCode())) {
            answer(context, clientError(context.statusCode()));
        } else if (context.response().closed() || failure instanceof IOException || failure instanceof VertxException) {
            LOG.debug("The client has left", failure);
            context.request().connection().close();
        } else {
            answer(context, internalError(failure, context.statusCode()));
        }
    }

    private static void answer(RoutingContext context, RequestError error) {
        if (!context.response().headWritten()) {
            error.sendTo(context);
        } else if (!context.response().ended()) {
            // The client must not take the part that it has for the whole.
            context.request().connection().close();
        }
    }

    private static boolean isClientError(int status) {
        return status >= 400 && status < 500;
    }

    private static RequestError clientError(int status) {
        return RequestError.invalid(
                status,
                status == 400
                        ? "The path or the query string of the URL is not valid; check its percent-encoding."
                        : "The request cannot be processed (HTTP status %d).".formatted(status));
    }

    private static RequestError internalError(Throwable failure, int status) {
        if (failure == null && status != 500) {
            return new RequestError(
                    status,
                    ErrorCode.INTERNAL_ERROR,
                    "The request cannot be processed (HTTP status %d).".formatted(status));
        }
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "Request failed (%s)", id);
        return new RequestError(
                500,
                ErrorCode.INTERNAL_ERROR,
                "Internal error. The request is not at fault; the details are in the service's log under the id %s."
                        .formatted(id));
    }
}
