package org.demarche.graphql.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.demarche.graphql.error.CodedError;
import org.demarche.graphql.error.EngineErrors;
import org.demarche.graphql.error.ErrorCode;
import org.demarche.graphql.error.Unavailable;

/**
 * GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/), in front of SmallRye's route, which executes
 * forms, blanks newlines so that comments swallow queries, and answers every mistake with 200.
 */
@ApplicationScoped
public class GraphqlRoute {

    /** Before SmallRye's route at the same path, behind those that find out who is asking. */
    private static final int ORDER = -1;

    /** In bytes: several times the largest query of a client's build, and little enough to refuse at once. */
    private static final long MAX_BODY = 1024 * 1024;

    private static final String RETRY_AFTER = Long.toString(Unavailable.RETRY_AFTER.toSeconds());

    private final ExecutionService execution;
    private final RequestMetrics metrics;

    GraphqlRoute(ExecutionService execution, RequestMetrics metrics) {
        this.execution = execution;
        this.metrics = metrics;
    }

    void register(@Observes Router router) {
        router.route("/graphql")
                .order(ORDER)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .handler(this::handle);
    }

    private void handle(RoutingContext http) {
        if (http.request().headers().contains(HttpHeaders.UPGRADE)) {
            // A WebSocket is SmallRye's.
            http.next();
            return;
        }
        MediaType answer = MediaType.accepted(http.request().getHeader(HttpHeaders.ACCEPT));
        HttpMethod method = http.request().method();
        if (method != HttpMethod.POST && method != HttpMethod.GET) {
            http.response().putHeader(HttpHeaders.ALLOW, "GET, POST");
            refuse(http, 405, answer, "Use POST, or GET for a query.");
        } else if (answer == null) {
            refuse(http, 406, null, "The answer is application/graphql-response+json or application/json; accept one.");
        } else if (method == HttpMethod.POST && !MediaType.isJson(http.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
            refuse(http, 415, answer, "Send the request as Content-Type: application/json, in UTF-8.");
        } else {
            execute(http, method, answer);
        }
    }

    private void execute(RoutingContext http, HttpMethod method, MediaType answer) {
        long begin = System.nanoTime();
        try {
            GraphqlRequest request = method == HttpMethod.POST
                    ? GraphqlRequest.ofBody(http.body().buffer())
                    : GraphqlRequest.ofParameters(http.queryParams());
            Operation operation = new Operation();
            Map<String, Object> context = new HashMap<>(Map.of("runBlocking", false, Operation.KEY, operation));
            execution.executeAsync(
                    request.json(),
                    context,
                    new Writer(http, request, answer, operation, metrics, RequestTrace.current(), begin));
        } catch (GraphqlRequest.Malformed malformed) {
            refuse(http, 400, answer, malformed.getMessage());
        }
    }

    private void refuse(RoutingContext http, int status, MediaType answer, String message) {
        metrics.refused();
        Map<String, Object> error =
                Map.of("message", message, "extensions", Map.of("code", ErrorCode.INVALID_REQUEST.name()));
        end(http, status, answer == null ? MediaType.JSON : answer, Map.of("errors", List.of(error)));
    }

    private static void end(RoutingContext http, int status, MediaType type, Object body) {
        if (!http.response().ended() && !http.response().closed()) {
            http.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type.header())
                    .end(Json.encodeToBuffer(body));
        }
    }

    private record Writer(
            RoutingContext http,
            GraphqlRequest request,
            MediaType answer,
            Operation operation,
            RequestMetrics metrics,
            RequestTrace trace,
            long begin)
            implements ExecutionResponseWriter {

        @Override
        public void write(ExecutionResponse response) {
            ExecutionResult result = wholeOrNothing(explained(response.getExecutionResult()));
            boolean unavailable = result.getErrors().stream().anyMatch(Writer::isUnavailable);
            if (unavailable) {
                http.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
            }
            boolean refused = !result.isDataPresent();
            // A client that asks for plain JSON knows no other status (section 6.4.1 of the specification).
            int status = refused && answer == MediaType.GRAPHQL_RESPONSE ? 400 : 200;
            trace.tell(operation.name(), result.getErrors());
            end(http, unavailable ? 503 : status, answer, result.toSpecification());
            metrics.count(operation.name(), result.getErrors(), System.nanoTime() - begin);
        }

        /**
         * The parts of an answer that are in memory would pass for the whole of it with caches and proxies. One error is
         * for all fields, of which each may have failed so.
         */
        private static ExecutionResult wholeOrNothing(ExecutionResult result) {
            return result.getErrors().stream()
                    .filter(Writer::isUnavailable)
                    .findFirst()
                    .<ExecutionResult>map(error -> new ExecutionResultImpl(
                            new CodedError(ErrorCode.UNAVAILABLE, error.getMessage(), null, null)))
                    .orElse(result);
        }

        private static boolean isUnavailable(GraphQLError error) {
            return error instanceof CodedError coded && coded.code() == ErrorCode.UNAVAILABLE;
        }

        @Override
        public void fail(Throwable failure) {
            metrics.failed(System.nanoTime() - begin);
            http.fail(failure);
        }

        /** SmallRye says only that the document cannot be parsed; the parser knows where. */
        private ExecutionResult explained(ExecutionResult result) {
            if (result.isDataPresent() || result.getErrors().stream().allMatch(CodedError.class::isInstance)) {
                return result;
            }
            try {
                Parser.parse(request.query());
                return result.transform(changed -> changed.errors(EngineErrors.coded(result.getErrors())));
            } catch (InvalidSyntaxException syntax) {
                List<SourceLocation> locations = syntax.getLocation() == null ? null : List.of(syntax.getLocation());
                CodedError error = new CodedError(ErrorCode.INVALID_QUERY, syntax.getMessage(), locations, null);
                return result.transform(changed -> changed.errors(List.of(error)));
            }
        }
    }
}
