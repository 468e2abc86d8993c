package org.demarche.observability;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.RunningProgram;
import org.demarche.support.TraceCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** Traces of the packaged program, from the request to its statements. */
@Heavy
class TracesIT {

    private static final Duration MAX_EXPORT = Duration.ofSeconds(30);
    private static final String QUERY =
            "query WhoIsWho { events(first: 2) { nodes { stances(first: 2) { nodes { act } } } } }";

    /** In an exemplar, which OpenMetrics writes behind the value. */
    private static final String TRACE_OF_A_METRIC = "# {span_id=";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "http/protobuf"})
    void aRequestAndItsStatementsAreOneTrace(String protocol) throws IOException {
        try (EmbeddedDatabase database = DataFolder.MIGRATED.start(folder);
                TraceCollector collector = new TraceCollector();
                RunningProgram service = start(
                        database,
                        collector,
                        Map.of(
                                "QUARKUS_OTEL_SDK_DISABLED",
                                "false",
                                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                                protocol))) {
            service.ask(QUERY);
            await().atMost(MAX_EXPORT).untilAsserted(() -> {
                TraceCollector.Span request = collector.spans().stream()
                        .filter(span -> "WhoIsWho".equals(span.attributes().get("graphql.operation.name")))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(collector.spans()));
                assertThat(request.name()).isEqualTo("POST /graphql");
                List<TraceCollector.Span> statements = collector.spans().stream()
                        .filter(span -> span.trace().equals(request.trace()))
                        .filter(span -> span.parent().equals(request.id()))
                        .filter(span -> span.attributes().values().stream()
                                .anyMatch(value -> value.contains("from stance") || value.contains("from event")))
                        .toList();
                assertThat(statements).as("%s", collector.spans()).hasSizeGreaterThanOrEqualTo(2);
            });
            assertThat(service.management("/q/metrics").body()).contains(TRACE_OF_A_METRIC);
        }
    }

    @Test
    void byDefaultNothingIsTraced() throws IOException {
        try (EmbeddedDatabase database = DataFolder.MIGRATED.start(folder);
                TraceCollector collector = new TraceCollector()) {
            try (RunningProgram service = start(database, collector, Map.of())) {
                service.ask(QUERY);
                assertThat(service.management("/q/metrics").body())
                        .contains("demarche_graphql_requests")
                        .doesNotContain(TRACE_OF_A_METRIC);
                // Pending spans are exported at shutdown.
                service.stop();
            }
            assertThat(collector.spans()).isEmpty();
        }
    }

    private static RunningProgram start(EmbeddedDatabase database, TraceCollector collector, Map<String, String> more)
            throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(RunningProgram.connectingTo(database));
        environment.put("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
        environment.put("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "PT0.2S");
        return RunningProgram.start(environment).listening();
    }
}
