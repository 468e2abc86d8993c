package org.demarche.graphql.http;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import graphql.GraphQLError;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import org.demarche.config.MetricsSettings;
import org.demarche.error.ErrorCode;

/** Counts requests and errors: once per request, when the response is written, and never per field. */
@Singleton
@Startup
public class RequestMetrics {

    /** Bounds of the latency histogram: from a cached response to one that no client waits for. */
    private static final Duration[] BOUNDS = List.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000).stream()
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final OperationNames names;
    private final Map<String, Timer[]> timers = new ConcurrentHashMap<>();
    private final Counter abandoned;
    private final Map<ErrorCode, Counter> errors = new EnumMap<>(ErrorCode.class);

    RequestMetrics(MeterRegistry registry, MetricsSettings settings) {
        this.registry = registry;
        this.names = new OperationNames(known(settings), settings.furtherOperations());
        // All from the start, because a rate needs a zero before the first error.
        for (ErrorCode code : ErrorCode.values()) {
            errors.put(
                    code,
                    Counter.builder("demarche.graphql.errors")
                            .description("Errors in responses, by the code that clients see")
                            .tag("code", code.name())
                            .register(registry));
        }
        abandoned = Counter.builder("demarche.requests.abandoned")
                .description("Requests whose client closed the connection before the response")
                .register(registry);
        timers(OperationNames.UNNAMED);
    }

    /** Counts a request that is not a GraphQL request. It has no operation, and its duration would say nothing. */
    void countMalformed() {
        countRejection(ErrorCode.INVALID_REQUEST);
    }

    /** Counts a request whose body has not been looked at. */
    public void countRejection(ErrorCode code) {
        errors.get(code).increment();
    }

    /** @param operation the name; null if the operation has none or the document is not valid */
    void count(String operation, List<GraphQLError> graphqlErrors, long nanos) {
        timers(names.of(operation))[RequestOutcome.of(graphqlErrors).ordinal()].record(nanos, TimeUnit.NANOSECONDS);
        graphqlErrors.forEach(error -> errors.get(RequestOutcome.codeOf(error)).increment());
    }

    /** Counts a request that nobody waits for any more. */
    void countAbandoned() {
        abandoned.increment();
    }

    void countFailure(long nanos) {
        timers(OperationNames.UNNAMED)[RequestOutcome.FAILED.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
        errors.get(ErrorCode.INTERNAL_ERROR).increment();
    }

    private static Set<String> known(MetricsSettings settings) {
        Set<String> known = new HashSet<>(settings.operations().orElse(List.of()));
        ExamplesRoute.index().stream()
                .map(ExamplesRoute::example)
                .map(ExampleOperation::name)
                .forEach(known::add);
        return known;
    }

    private Timer[] timers(String operation) {
        return timers.computeIfAbsent(operation, name -> {
            Timer[] byOutcome = new Timer[RequestOutcome.values().length];
            for (RequestOutcome outcome : RequestOutcome.values()) {
                byOutcome[outcome.ordinal()] = Timer.builder("demarche.graphql.requests")
                        .description("GraphQL requests, from the end of the body to the response")
                        .tag("operation", name)
                        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                        .serviceLevelObjectives(BOUNDS)
                        .register(registry);
            }
            return byOutcome;
        });
    }
}
