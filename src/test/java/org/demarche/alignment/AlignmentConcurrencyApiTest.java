package org.demarche.alignment;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.Heavy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * While two writers are active, every response reflects one state of the database. One writer changes Fiji's position on
 * two events of {@link ThreeCountries} in one transaction, the other Tonga's on a third. The sum of the scores on the four
 * events is then one of these, and another one if half of a transaction is visible.
 *
 * <pre>
 *                      Tonga NEUTRAL on hand-2      Tonga ABSENT on hand-2
 * Fiji SUPPORTS both   0 + 0.75 + 1 + 1   = 2.75    0 + 1 + 1   = 2
 * Fiji NEUTRAL on
 * hand-1, OPPOSES
 * hand-3               0.5 + 0.75 + 0 + 1 = 2.25    0.5 + 0 + 1 = 1.5
 * half seen            3.25 or 1.75                 2.5 or 1
 * </pre>
 */
@Heavy
@QuarkusTest
class AlignmentConcurrencyApiTest {

    private static final int REQUESTS = 1500;
    private static final int AT_A_TIME = 64;

    private static final Set<String> STATES = Set.of("0.6875 4", "0.5625 4", "0.6667 3", "0.5000 3");

    private static final String PAIR = "{ alignment(country: \"FJ\", with: \"TO\") { score common } }";
    private static final String LIST =
            "{ country(code: \"TO\") { alignments(first: 100, filter: { topics: [\"hand\"] }) { nodes { score common with { code } } } } }";

    private static final String COMPARISONS =
            "{ alignment(country: \"FJ\", with: \"TO\") { comparisons { nodes { score stance { position } with { position } } } } }";

    private static final Set<String> SCORES = Set.of(
            "0.0 SUPPORTS OPPOSES",
            "0.5 NEUTRAL OPPOSES",
            "0.75 PARTLY_SUPPORTS NEUTRAL",
            "1.0 SUPPORTS SUPPORTS",
            "0.0 OPPOSES SUPPORTS");

    @TestHTTPResource("/graphql")
    URI address;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger writes = new AtomicInteger();
    private final Queue<String> missed = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void record() {
        ThreeCountries.load();
    }

    @AfterEach
    void forget() {
        ThreeCountries.remove();
    }

    @Test
    void everyAnswerIsThatOfOneStateAndAWriterFindsWhatItWrote() throws Exception {
        Queue<String> answers = whileWriting(() -> askMany(List.of(PAIR, LIST), AlignmentConcurrencyApiTest::numbers));
        assertThat(missed).isEmpty();
        assertThat(Set.copyOf(answers)).isEqualTo(STATES);
        assertThat(answers).hasSize(REQUESTS);
        assertThat(writes.get()).isGreaterThan(10);
    }

    /** The positions are compared in memory, and the stances are read afterwards. */
    @Test
    void everyComparisonHasTheStancesThatItsScoreIsOf() throws Exception {
        Queue<String> answers =
                whileWriting(() -> askMany(List.of(COMPARISONS), AlignmentConcurrencyApiTest::scoresAndPositions));
        assertThat(Set.copyOf(answers)).hasSize(4);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.split("; ")).isSubsetOf(SCORES));
    }

    private <T> T whileWriting(Callable<T> work) throws Exception {
        Thread fiji = write(
                set("FJ", "hand-1", "SUPPORTS") + set("FJ", "hand-3", "SUPPORTS"),
                Set.of("0.6875 4", "0.6667 3"),
                set("FJ", "hand-1", "NEUTRAL") + set("FJ", "hand-3", "OPPOSES"),
                Set.of("0.5625 4", "0.5000 3"));
        Thread tonga = write(
                set("TO", "hand-2", "NEUTRAL"),
                Set.of("0.6875 4", "0.5625 4"),
                set("TO", "hand-2", "ABSENT"),
                Set.of("0.6667 3", "0.5000 3"));
        try {
            return work.call();
        } finally {
            done.set(true);
            fiji.join();
            tonga.join();
        }
    }

    /** Alternates between two states, each written in one transaction, with the responses that are right after it. */
    private Thread write(String one, Set<String> afterOne, String other, Set<String> afterOther) {
        Thread writer = new Thread(() -> {
            for (boolean turn = true; !done.get(); turn = !turn) {
                BulkRecord.execute("begin; " + (turn ? other : one) + " commit");
                writes.incrementAndGet();
                String answer =
                        numbers(GraphqlClient.answer(PAIR, java.util.Map.of()).toString());
                if (!(turn ? afterOther : afterOne).contains(answer)) {
                    missed.add(turn + " " + answer);
                }
            }
        });
        writer.start();
        return writer;
    }

    private Queue<String> askMany(List<String> queries, UnaryOperator<String> read) throws InterruptedException {
        Queue<String> answers = new ConcurrentLinkedQueue<>();
        Semaphore places = new Semaphore(AT_A_TIME);
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            places.acquire();
            all.add(ask(queries.get(i % queries.size())).whenComplete((answer, failure) -> {
                places.release();
                answers.add(failure == null ? read.apply(answer) : failure.toString());
            }));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        return answers;
    }

    private CompletableFuture<String> ask(String query) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("query", query).encode()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    /** Score and number of events of Fiji and Tonga in either response; the response itself if it has none. */
    private static String numbers(String answer) {
        JsonObject data = new JsonObject(answer).getJsonObject("data");
        JsonObject pair = data.getJsonObject("alignment");
        if (pair == null) {
            pair = data.getJsonObject("country").getJsonObject("alignments").getJsonArray("nodes").stream()
                    .map(JsonObject.class::cast)
                    .filter(node -> node.getJsonObject("with").getString("code").equals("FJ"))
                    .findFirst()
                    .orElseThrow();
        }
        return String.format(java.util.Locale.ROOT, "%.4f %d", pair.getDouble("score"), pair.getInteger("common"));
    }

    private static String scoresAndPositions(String answer) {
        return new JsonObject(answer)
                        .getJsonObject("data")
                        .getJsonObject("alignment")
                        .getJsonObject("comparisons")
                        .getJsonArray("nodes")
                        .stream()
                        .map(JsonObject.class::cast)
                        .map(node -> node.getDouble("score") + " "
                                + node.getJsonObject("stance").getString("position") + " "
                                + node.getJsonObject("with").getString("position"))
                        .collect(Collectors.joining("; "));
    }

    private static String set(String country, String event, String position) {
        return """
                update stance set position = '%s' where country_id = (select id from country where code = '%s')
                    and event_id = (select id from event where slug = '%s');
                """.formatted(position, country, event);
    }
}
