package org.demarche.graphql;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.vertx.core.json.JsonObject;

import static org.assertj.core.api.Assertions.assertThat;

/** Sends many different queries at the same time: each must get the response that it gets alone. */
public final class ConcurrentQueries {

    private static final int REQUESTS = 2000;
    private static final int AT_A_TIME = 64;

    /** On a busy machine so many at a time are too many for the service, which says so. */
    private static final int MAX_ATTEMPTS = 60;

    private static final List<String> MIX = List.of(
            // several roots
            "{ countries(first: 30) { nodes { code name } } events(first: 20) { nodes { title } } topics { nodes { slug } }"
                    + " bloc(code: \"UN\") { memberships(first: 50) { totalCount nodes { country { code } } } } }",
            // nested lists
            "{ events(first: 40) { nodes { slug stances(first: 7) { totalCount nodes { position country { code"
                    + " stances(first: 3) { nodes { id } } } } } } } }",
            // aliases of one list with different arguments over many parents
            "{ events(first: 40, filter: { topics: [\"bulk\"] }) { nodes { slug a: stances(first: 2, orderBy: SINCE_ASC)"
                    + " { nodes { id position } } b: stances(first: 9, orderBy: COUNTRY_DESC, filter: { positions:"
                    + " [SUPPORTS] }) { totalCount nodes { id position } } c: stances(last: 3) { nodes { id } } } } }",
            // filters
            "{ stances(filter: { countries: [\"RU\", \"CHN\"], since: { from: \"2021-01-01\" } }) { totalCount nodes { id"
                    + " event { slug } } } countries(filter: { regions: [\"Asia\"], search: \"af\" }) { totalCount } }",
            // aggregates
            "{ topic(slug: \"taliban-recognition\") { a: positions(on: \"1998-01-01\") { nodes { country { code } } }"
                    + " b: positions(on: \"2025-07-04\") { totalCount nodes { position } } tally(bloc: \"RCPI\") { total } }"
                    + " events(first: 40) { nodes { x: tally(on: \"1901-01-01\") { supports opposes } y: tally { total } } } }",
            // errors among the rest
            "{ country(code: \"AF\") { name(language: \"fa\") x: stances(first: 2) { nodes { id } } y: stances(first: 3)"
                    + " { nodes { id } } } events(first: -1) { totalCount } }",
            "{ alignment(country: \"RU\", with: \"CN\") { score common } bloc(code: \"RCPI\") { cohesion } }",
            "{ search(text: \"taliban\") { totalCount nodes { __typename ... on Event { slug stances { totalCount } } } } }");

    private final URI address;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public ConcurrentQueries(URI address) {
        this.address = address;
    }

    /** Sends each query alone, and then many at the same time. */
    public void assertResponsesAsIfAlone() throws Exception {
        Map<String, String> alone = new HashMap<>();
        for (String query : MIX) {
            alone.put(query, ask(query).get());
        }
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
        Handler log = errorsInto(logged);
        Logger.getLogger("").addHandler(log);
        try {
            askMany(alone, wrong);
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
        assertThat(wrong).isEmpty();
        assertThat(logged).isEmpty();
    }

    private void askMany(Map<String, String> alone, ConcurrentLinkedQueue<String> wrong) throws Exception {
        Random random = new Random(1);
        Semaphore places = new Semaphore(AT_A_TIME);
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String query = MIX.get(random.nextInt(MIX.size()));
            places.acquire();
            all.add(ask(query).whenComplete((answer, failure) -> {
                places.release();
                if (failure != null || !alone.get(query).equals(answer)) {
                    wrong.add(query + "\n" + answer + "\n" + failure);
                }
            }));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    private CompletableFuture<String> ask(String query) {
        return ask(query, 1);
    }

    /** Again after a second if the service is overloaded. */
    private CompletableFuture<String> ask(String query, int attempt) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("query", query).encode()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenCompose(response -> response.statusCode() == 503 && attempt < MAX_ATTEMPTS
                        ? afterASecond(() -> ask(query, attempt + 1))
                        : CompletableFuture.completedFuture(response.body()));
    }

    private static CompletableFuture<String> afterASecond(Supplier<CompletableFuture<String>> next) {
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS))
                .thenCompose(waited -> next.get());
    }

    private static Handler errorsInto(ConcurrentLinkedQueue<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
                    logged.add(line.getLoggerName() + ": " + line.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
