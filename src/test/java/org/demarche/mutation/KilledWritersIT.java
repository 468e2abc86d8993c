package org.demarche.mutation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import io.vertx.core.json.JsonObject;
import org.demarche.security.Role;
import org.demarche.support.Heavy;
import org.demarche.support.TwoInstances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/**
 * Kills one of two instances under twenty writers at random moments: every answer that said done is in the database and in
 * the feed, nothing is half there, and requests that are repeated with their key write nothing twice. Ten kills with
 * {@code -Ddemarche.kills=10}.
 */
@Heavy
class KilledWritersIT {

    private static final int KILLS = Integer.getInteger("demarche.kills", 2);
    private static final int WRITERS = 20;
    private static final int MAX_MILLIS = 1500;

    private static final String DOCUMENT = """
            mutation { recordEvent(input: { requestKey: "%1$s", slug: "%1$s", title: "An event", kind: MEETING
              date: "2021-08-15", topics: ["killed"], participants: [{ country: "NO", role: HOST }]
              sources: [{ title: "First" }, { title: "Second" }] }) { event { id } userErrors { code message } } }
            """;

    private static final String HALF = """
            select count(*) from event e where e.slug like 'killed-%' and not (
                (select count(*) from event_source where event_id = e.id) = 2
                and (select count(*) from participation where event_id = e.id) = 1
                and (select count(*) from event_topic where event_id = e.id) = 1
                and exists (select from request_key where key = e.slug and written = e.id)
                and exists (select from change_commit where change_set = e.changed_in))
            """;

    @TempDir
    Path folder;

    private final Random random = new Random();

    /** The ids that were answered, by request key. */
    private final Map<String, String> done = new ConcurrentHashMap<>();

    /** The keys of requests without an answer. */
    private final Map<String, Boolean> unanswered = new ConcurrentHashMap<>();

    @Test
    void whatWasAnsweredIsThereAndNothingIsHalfThereOrThereTwice() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try (TwoInstances instances = TwoInstances.start(folder)) {
            String token = instances.token("ana", Role.EDITOR);
            instances.ask(
                    0, token, "mutation { recordTopic(input: { slug: \"killed\", title: \"K\" }) { topic { id } } }");
            for (int kill = 1; kill <= KILLS; kill++) {
                int before = done.size();
                List<CompletableFuture<?>> writers = write(instances, token, kill, threads);
                await().until(() -> done.size() > before);
                long moment = random.nextInt(MAX_MILLIS);
                LockSupport.parkNanos(moment * 1_000_000);
                instances.killAndStart(0);
                CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new))
                        .join();
                int lost = unanswered.size();
                check(instances);
                repeat(instances, token);
                System.out.printf(
                        "Killed %d ms after the first answer: %d written, %d without an answer%n",
                        moment, done.size() - before, lost);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<CompletableFuture<?>> write(TwoInstances instances, String token, int kill, ExecutorService threads) {
        List<CompletableFuture<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String prefix = "killed-%d-%d-".formatted(kill, writer);
            writers.add(CompletableFuture.runAsync(() -> writeUntilKilled(instances, token, prefix), threads));
        }
        return writers;
    }

    private void writeUntilKilled(TwoInstances instances, String token, String prefix) {
        for (int n = 1; ; n++) {
            String key = prefix + n;
            unanswered.put(key, true);
            String body;
            try {
                body = instances
                        .program(0)
                        .post(DOCUMENT.formatted(key), "application/json", token)
                        .body();
            } catch (RuntimeException killed) {
                return;
            }
            note(key, body);
        }
    }

    private void note(String key, String body) {
        JsonObject payload = new JsonObject(body).getJsonObject("data").getJsonObject("recordEvent");
        assertThat(payload.getJsonArray("userErrors")).as(body).isEmpty();
        done.put(key, payload.getJsonObject("event").getString("id"));
        unanswered.remove(key);
    }

    private void check(TwoInstances instances) throws Exception {
        assertThat(instances.database().text(HALF)).as("half written").isEqualTo("0");
        String missing = done.keySet().stream().reduce((a, b) -> a + "," + b).orElseThrow();
        assertThat(instances
                        .database()
                        .text("select count(*) from unnest(string_to_array('" + missing
                                + "', ',')) k(slug) where not exists (select from event e where e.slug = k.slug)"))
                .as("answered and not there")
                .isEqualTo("0");
    }

    /** Also at the other instance. */
    private void repeat(TwoInstances instances, String token) throws Exception {
        Map<String, String> answered = Map.copyOf(done);
        for (String key : List.copyOf(unanswered.keySet())) {
            note(
                    key,
                    instances
                            .program(1)
                            .post(DOCUMENT.formatted(key), "application/json", token)
                            .body());
        }
        int again = 0;
        for (Map.Entry<String, String> entry : answered.entrySet()) {
            if (again++ == WRITERS) {
                break;
            }
            String body = instances
                    .program(0)
                    .post(DOCUMENT.formatted(entry.getKey()), "application/json", token)
                    .body();
            note(entry.getKey(), body);
            assertThat(done.get(entry.getKey())).isEqualTo(entry.getValue());
        }
        assertThat(instances
                        .database()
                        .text("select count(*) || ' ' || count(distinct changed_in) || ' ' || max(revision) from event"
                                + " where slug like 'killed-%'"))
                .as("events, transactions, revisions")
                .isEqualTo("%1$d %1$d 1".formatted(done.size()));
    }
}
