package org.demarche.change;

import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.demarche.config.StreamSettings;
import org.demarche.error.ClientErrorException;
import org.demarche.graphql.limit.ClientRate;
import org.demarche.http.EventStream;
import org.demarche.http.OpenStreams;
import org.demarche.http.ReadOnlyMethods;
import org.demarche.http.RequestError;
import org.demarche.http.RouteOrder;

/**
 * Serves the feed as server-sent events: {@code /changes/stream?topic=taliban-recognition}. Each event has its cursor as id, so a
 * client that connects again continues by itself: browsers send the last id in {@code Last-Event-ID}.
 */
@Singleton
public class ChangeStreamRoute {

    private static final String PATH = "/changes/stream";
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final Set<String> PARAMETERS = Set.of("topic", "country", "event", "after");

    private static final ReadOnlyMethods METHODS = new ReadOnlyMethods("follow the changes with GET");
    private static final RequestError PARAMETER =
            RequestError.invalid(400, "The parameters are topic, country, event and after, each at most once.");

    private final FollowedChanges changes;
    private final OpenStreams streams;
    private final StreamSettings settings;
    private final ClientRate rate;

    ChangeStreamRoute(FollowedChanges changes, OpenStreams streams, StreamSettings settings, ClientRate rate) {
        this.changes = changes;
        this.streams = streams;
        this.settings = settings;
        this.rate = rate;
    }

    void register(@Observes Router router) {
        router.route(PATH).order(RouteOrder.SERVICE).handler(this::handle);
    }

    private void handle(RoutingContext http) {
        if (!METHODS.allow(http)) {
            return;
        }
        if (http.request().method() == HttpMethod.GET) {
            get(http);
        } else {
            http.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, EventStream.CONTENT_TYPE)
                    .end();
        }
    }

    private void get(RoutingContext http) {
        try {
            rate.charge(http.request());
            MultiMap parameters = http.queryParams();
            if (!areKnown(parameters)) {
                PARAMETER.sendTo(http);
                return;
            }
            String last = http.request().getHeader(LAST_EVENT_ID);
            follow(
                    http,
                    changes.follow(
                            parameters.get("topic"),
                            parameters.get("country"),
                            parameters.get("event"),
                            last == null || last.isEmpty() ? parameters.get("after") : last));
        } catch (ClientErrorException mistake) {
            RequestError.of(mistake).sendTo(http);
        } catch (HttpException malformed) {
            RequestError.INVALID_QUERY_STRING.sendTo(http);
        }
    }

    private static boolean areKnown(MultiMap parameters) {
        return PARAMETERS.containsAll(parameters.names())
                && parameters.names().stream()
                        .allMatch(name -> parameters.getAll(name).size() == 1);
    }

    private void follow(RoutingContext http, Multi<Change> source) {
        ChangeEvents events = new ChangeEvents(source);
        EventStream stream = EventStream.open(http, streams, settings, rate.client(http.request()), events::cancel);
        if (stream != null) {
            events.sendTo(stream);
        }
    }
}
