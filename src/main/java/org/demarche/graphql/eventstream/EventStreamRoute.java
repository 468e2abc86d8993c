package org.demarche.graphql.eventstream;

import java.util.function.Consumer;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.demarche.config.StreamSettings;
import org.demarche.graphql.http.BodyHeaders;
import org.demarche.graphql.http.GraphqlRequest;
import org.demarche.graphql.http.MalformedRequestException;
import org.demarche.graphql.http.MediaType;
import org.demarche.graphql.http.RequestMetrics;
import org.demarche.graphql.http.StreamClient;
import org.demarche.graphql.http.StreamedOperations;
import org.demarche.graphql.limit.ClientRate;
import org.demarche.http.BodyReader;
import org.demarche.http.EventStream;
import org.demarche.http.OpenStreams;
import org.demarche.http.RequestError;
import org.demarche.http.RouteOrder;
import org.demarche.model.IpNetwork;
import org.demarche.security.Caller;
import org.demarche.security.CurrentCaller;
import org.demarche.security.RequestAuthentication;

/**
 * Serves GraphQL over server-sent events at {@code /graphql}, in the distinct connections mode: one operation per request
 * (https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md). For clients that prefer text/event-stream.
 */
@Singleton
public class EventStreamRoute {

    private final StreamedOperations operations;
    private final OpenStreams streams;
    private final StreamSettings settings;
    private final BodyReader bodies;
    private final ClientRate clients;
    private final RequestAuthentication authentication;
    private final CurrentCaller callers;
    private final RequestMetrics metrics;

    EventStreamRoute(
            StreamedOperations operations,
            OpenStreams streams,
            StreamSettings settings,
            BodyReader bodies,
            ClientRate clients,
            RequestAuthentication authentication,
            CurrentCaller callers,
            RequestMetrics metrics) {
        this.operations = operations;
        this.streams = streams;
        this.settings = settings;
        this.bodies = bodies;
        this.clients = clients;
        this.authentication = authentication;
        this.callers = callers;
        this.metrics = metrics;
    }

    void register(@Observes Router router) {
        router.route("/graphql").order(RouteOrder.SERVICE - 1).handler(this::handle);
    }

    private void handle(RoutingContext http) {
        HttpMethod method = http.request().method();
        if (!MediaType.prefersEventStream(http.request().getHeader(HttpHeaders.ACCEPT))) {
            http.next();
        } else if (method == HttpMethod.POST) {
            post(http);
        } else if (method == HttpMethod.GET) {
            get(http);
        } else {
            http.next();
        }
    }

    private void get(RoutingContext http) {
        try {
            http.queryParams();
        } catch (HttpException malformed) {
            reject(http, RequestError.INVALID_QUERY_STRING);
            return;
        }
        authenticate(http, () -> GraphqlRequest.ofParameters(http.queryParams()));
    }

    private void post(RoutingContext http) {
        RequestError error = BodyHeaders.error(http.request());
        if (error != null) {
            reject(http, error);
        } else {
            Consumer<RequestError> rejection = reason -> reject(http, reason);
            bodies.read(http, body -> authenticate(http, () -> GraphqlRequest.ofBody(body)), rejection);
        }
    }

    private void authenticate(RoutingContext http, RequestSource source) {
        authentication.authenticate(
                http.request(),
                () -> start(http, source),
                failure -> RequestAuthentication.answer(http, failure, reason -> reject(http, reason)));
    }

    private void start(RoutingContext http, RequestSource source) {
        GraphqlRequest request;
        try {
            request = source.read();
        } catch (MalformedRequestException malformed) {
            reject(http, RequestError.invalid(400, malformed.getMessage()));
            return;
        }
        IpNetwork network = clients.client(http.request());
        Caller caller = callers.get().orElse(null);
        StreamedResponse response = new StreamedResponse();
        EventStream stream = EventStream.open(http, streams, settings, network, response::cancel);
        if (stream != null) {
            if (caller != null) {
                stream.expireAt(caller.expiry());
            }
            boolean mayWrite = http.request().method() == HttpMethod.POST;
            StreamClient client = new StreamClient(network, caller, mayWrite, Vertx.currentContext());
            response.start(stream, listener -> operations.start(request, client, listener));
        }
    }

    private void reject(RoutingContext http, RequestError reason) {
        metrics.countRejection(reason.code());
        reason.sendTo(http);
    }

    private interface RequestSource {

        GraphqlRequest read() throws MalformedRequestException;
    }
}
