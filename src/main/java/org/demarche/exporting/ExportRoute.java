package org.demarche.exporting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.demarche.error.ClientErrorException;
import org.demarche.graphql.limit.ClientRate;
import org.demarche.http.AcceptedCoding;
import org.demarche.http.ReadOnlyMethods;
import org.demarche.http.RequestError;
import org.demarche.http.RouteOrder;
import org.demarche.security.RequestAuthentication;

/** Serves exports: {@code /export/stances.csv?country=FR&from=2000}. The parameters are the fields of the filters of the API. */
@Singleton
public class ExportRoute {

    private static final Pattern PATH = Pattern.compile("/export/(stances|events|alignments)\\.(\\w+)");
    private static final ReadOnlyMethods METHODS = new ReadOnlyMethods("export with GET");

    private static final RequestError NOT_FOUND = RequestError.invalid(
            404,
            "There is no such export. There are /export/stances, /export/events and /export/alignments, each with .csv or"
                    + " .jsonl, and the first two with .yaml.");
    private static final RequestError CODING = RequestError.invalid(
            406, "The Accept-Encoding header allows neither gzip nor identity; allow one of them.");

    private final ExportStreams streams;
    private final ExportTags tags;
    private final ClientRate rate;
    private final RequestAuthentication authentication;

    ExportRoute(ExportStreams streams, ExportTags tags, ClientRate rate, RequestAuthentication authentication) {
        this.streams = streams;
        this.tags = tags;
        this.rate = rate;
        this.authentication = authentication;
    }

    void register(@Observes Router router) {
        router.route("/export/*").order(RouteOrder.SERVICE).handler(this::handle);
    }

    private void handle(RoutingContext http) {
        if (METHODS.allow(http)) {
            authentication.authenticate(
                    http.request(),
                    () -> get(http),
                    failure -> RequestAuthentication.answer(http, failure, error -> error.sendTo(http)));
        }
    }

    private void get(RoutingContext http) {
        try {
            // What it exports is charged when that is known.
            rate.charge(http.request());
            ExportRequest request = request(http);
            if (request == null) {
                NOT_FOUND.sendTo(http);
            } else if (AcceptedCoding.of(http.request().headers()) == AcceptedCoding.NONE) {
                CODING.sendTo(http);
            } else {
                tags.send(http, request, () -> streams.start(http, request));
            }
        } catch (ClientErrorException mistake) {
            RequestError.of(mistake).sendTo(http);
        } catch (HttpException malformed) {
            RequestError.INVALID_QUERY_STRING.sendTo(http);
        }
    }

    /** Null if the path names no export. */
    private static ExportRequest request(RoutingContext http) {
        Matcher path = PATH.matcher(http.normalizedPath());
        if (!path.matches()) {
            return null;
        }
        ExportKind kind = ExportKind.of(path.group(1)).orElseThrow();
        return ExportFormat.of(path.group(2))
                .filter(kind::hasFormat)
                .map(format -> ExportRequest.of(kind, format, parameters(http.queryParams())))
                .orElse(null);
    }

    private static Map<String, List<String>> parameters(MultiMap query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        query.forEach((name, value) ->
                parameters.computeIfAbsent(name, first -> new ArrayList<>()).add(value));
        return parameters;
    }
}
