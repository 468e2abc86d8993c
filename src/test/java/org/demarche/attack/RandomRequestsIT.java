package org.demarche.attack;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends random requests to the packaged program. Each has a seed; a failure prints it with the request. System properties:
 * demarche.random.seed (of the first request), demarche.random.requests (how many with the heavy tests) and demarche.random.port (of a service
 * that runs already).
 */
class RandomRequestsIT {

    private static final int REQUESTS = 500;

    private static final int CLIENTS = 4;
    private static final int SHOWN = 30;

    /** A request without an answer by then hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("demarche.random.patience", 30));

    /** Of transfer codings and HTTP versions, as RFC 9110 has them, and of too many requests. */
    private static final Set<Integer> REFUSALS = Set.of(501, 503, 505);

    private static final GraphQLSchema SCHEMA = schema();

    private final long firstSeed = Long.getLong("demarche.random.seed", new Random().nextLong() >>> 16);
    private final AtomicLong next = new AtomicLong();
    private final Map<String, Integer> kinds = new ConcurrentSkipListMap<>();
    private final Map<String, String> findings = new ConcurrentSkipListMap<>();

    @TempDir
    Path folder;

    @Test
    void everyAnswerIsValidAndCoded() throws IOException {
        send(REQUESTS);
    }

    @Heavy
    @Test
    void everyAnswerIsValidAndCodedForAMinute() throws IOException {
        send(Integer.getInteger("demarche.random.requests", 40 * REQUESTS));
    }

    private void send(int requests) throws IOException {
        Integer running = Integer.getInteger("demarche.random.port");
        if (running != null) {
            send(requests, running);
            return;
        }
        try (RunningProgram service =
                RunningProgram.startOn(DataFolder.MIGRATED.copyTo(folder)).listening()) {
            send(requests, service.port());
            assertThat(service.output()).doesNotContain("ERROR").doesNotContain("\tat ");
        }
    }

    private void send(int requests, int port) throws IOException {
        System.out.printf("Random requests: %d with seeds from %d%n", requests, firstSeed);
        RecordSamples samples = RecordSamples.read(port);
        List<CompletableFuture<Void>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> CompletableFuture.runAsync(() -> work(requests, port, samples)))
                .toList();
        clients.forEach(CompletableFuture::join);
        System.out.printf("Answers: %s%n", kinds);
        assertThat(findings).isEmpty();
        // Requests that the service only refuses would test little.
        assertThat(kinds.get("200")).isGreaterThan(requests / 5);
    }

    private void work(int requests, int port, RecordSamples samples) {
        try (ReusedConnection connection = new ReusedConnection(port, PATIENCE)) {
            for (long i = next.getAndIncrement(); i < requests && findings.size() < SHOWN; i = next.getAndIncrement()) {
                check(RandomRequest.of(firstSeed + i, SCHEMA, samples), connection);
            }
        }
    }

    private void check(RandomRequest request, ReusedConnection connection) {
        try {
            RawAnswer answer = connection.exchange(request);
            kinds.merge(answer.kind(), 1, Integer::sum);
            violation(request, answer).ifPresent(violation -> report(violation, request, answer));
        } catch (SocketTimeoutException late) {
            report("no answer", request, RawAnswer.CLOSED);
        } catch (IOException | RuntimeException failure) {
            report(failure.toString(), request, RawAnswer.CLOSED);
        }
    }

    /** At once: a run may take half an hour. */
    private void report(String violation, RandomRequest request, RawAnswer answer) {
        if (findings.putIfAbsent(violation, "seed " + request.seed()) == null) {
            System.out.printf(
                    "Violation: %s, seed %d%n%s%n%d %.1000s%n%n",
                    violation, request.seed(), request.text(), answer.status(), answer.text());
        }
    }

    private static Optional<String> violation(RandomRequest request, RawAnswer answer) {
        if (!request.damaged()) {
            return answer.isClosed()
                    ? Optional.of("closed without an answer")
                    : AnswerRules.violation(answer, request.text());
        }
        // The head may ask for another path, in another protocol.
        return answer.status() >= 500 && !REFUSALS.contains(answer.status())
                ? Optional.of("damaged request: status " + answer.status())
                : Optional.empty();
    }

    private static GraphQLSchema schema() {
        try {
            String text = Files.readString(Path.of("src", "test", "resources", "schema.graphql"));
            return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(text));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
