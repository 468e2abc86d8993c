package org.demarche.mutation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.demarche.security.Role;
import org.demarche.support.Heavy;
import org.demarche.support.TwoInstances;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.SeenSoon.assertSeen;

/** Mutations that arrive at two instances at once, and what one of them shows of the other's. */
@Heavy
class MutationsOnTwoInstancesIT {

    private static final String EVENT = """
            mutation { recordEvent(input: { requestKey: "%1$s", slug: "%1$s", title: "Zebras are counted", kind: MEETING
              date: "2021-08-15", topics: ["two"], sources: [{ title: "A source" }] })
            { event { id revision } userErrors { code message } } }
            """;

    private static final String STANCE = """
            mutation { recordStance(input: { country: "%s", event: "%s", position: OPPOSES, act: STATEMENT
              since: "2021-09-01", quote: "Quite unmistakable", sources: [{ title: "A source" }] })
            { stance { id revision } userErrors { code message } } }
            """;

    @TempDir
    static Path folder;

    private static TwoInstances instances;
    private static String editor;
    private static String curator;

    @BeforeAll
    static void start() throws Exception {
        instances = TwoInstances.start(folder);
        editor = instances.token("ana", Role.EDITOR);
        curator = instances.token("carla", Role.CURATOR);
        ask(0, "mutation { recordTopic(input: { slug: \"two\", title: \"Two\" }) { userErrors { code } } }");
    }

    @AfterAll
    static void stop() throws Exception {
        instances.close();
    }

    @Test
    void ofTheSameRequestsAtOnceOneWritesAndAllGetItsResult() throws Exception {
        for (int n = 0; n < 30; n++) {
            String document = EVENT.formatted("at-once-" + n);
            CompletableFuture<JsonObject> first = CompletableFuture.supplyAsync(() -> ask(0, document));
            CompletableFuture<JsonObject> second = CompletableFuture.supplyAsync(() -> ask(1, document));
            assertThat(first.join()).isEqualTo(second.join());
            assertThat(first.join().getJsonObject("recordEvent").getJsonArray("userErrors"))
                    .isEmpty();
        }
        assertThat(instances.database().text("select count(*) from event where slug like 'at-once-%'"))
                .isEqualTo("30");
        assertThat(instances.database().text("select count(*) from request_key where key like 'at-once-%'"))
                .isEqualTo("30");
    }

    @Test
    void fiftyWritersOnOneStanceEndInFiftyRevisions() {
        ask(0, EVENT.formatted("fifty"));
        String id = ask(0, STANCE.formatted("NO", "fifty"))
                .getJsonObject("recordStance")
                .getJsonObject("stance")
                .getString("id");
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<CompletableFuture<Integer>> writers = new ArrayList<>();
            for (int writer = 0; writer < 50; writer++) {
                int number = writer;
                writers.add(CompletableFuture.supplyAsync(() -> revise(number % 2, id, "Writer " + number), threads));
            }
            assertThat(writers.stream().map(CompletableFuture::join).distinct()).hasSize(50);
        } finally {
            threads.shutdownNow();
        }
        String query =
                "{ node(id: \"" + id + "\") { ... on Stance { revision history(first: 100) { nodes { kind } } } } }";
        JsonObject stance = ask(1, query).getJsonObject("node");
        assertThat(stance.getInteger("revision")).isEqualTo(51);
        assertThat(stance.getJsonObject("history").getJsonArray("nodes")).hasSize(51);
    }

    /** Tries until it has read the present revision. */
    private static int revise(int instance, String id, String summary) {
        int revision = 1;
        while (true) {
            JsonObject payload = ask(
                            instance,
                            "mutation { reviseStance(input: { id: \"%s\", revision: %d, summary: \"%s\" })"
                                            .formatted(id, revision, summary)
                                    + " { stance { revision } userErrors { code } } }")
                    .getJsonObject("reviseStance");
            revision = payload.getJsonObject("stance").getInteger("revision");
            JsonArray errors = payload.getJsonArray("userErrors");
            if (errors.isEmpty()) {
                return revision;
            }
            assertThat(errors.getJsonObject(0).getString("code")).isEqualTo("STALE_REVISION");
        }
    }

    /** What an instance keeps: answers, alignment, countries; and what the database finds by indexes. */
    @Test
    void theOtherInstanceShowsAWriteWithinASecond() {
        String query = """
                { event(slug: "other") { title margin tally { opposes } stances { totalCount nodes { country { name } } } }
                  topic(slug: "two") { positions(filter: { events: ["other"] }) { totalCount } }
                  stances(filter: { events: ["other"], search: "unmistakable" }) { totalCount }
                  search(text: "zebras counted", types: [EVENT]) { nodes { ... on Event { slug } } }
                  alignment(country: "NO", with: "SE", filter: { topics: ["two"], kinds: [MEETING] }) { common } }
                """;
        assertThat(read(query).getValue("event")).isNull();
        ask(0, EVENT.formatted("other"));
        within(
                query,
                answer -> answer.getJsonObject("event") != null
                        && answer.getJsonObject("search").encode().contains("\"other\""));
        ask(0, STANCE.formatted("NO", "other"));
        String id = ask(0, STANCE.formatted("SE", "other"))
                .getJsonObject("recordStance")
                .getJsonObject("stance")
                .getString("id");
        within(
                query,
                answer -> Integer.valueOf(-2)
                                .equals(answer.getJsonObject("event").getInteger("margin"))
                        && count(answer.getJsonObject("stances")) == 2
                        && answer.getJsonObject("event").getJsonObject("tally").getInteger("opposes") == 2
                        && answer.getJsonObject("alignment") != null);
        instances.ask(
                0,
                curator,
                "mutation { withdrawStance(input: { id: \"%s\", revision: 1, reason: \"Wrong\" }) { withdrawnId } }"
                        .formatted(id));
        within(
                query,
                answer ->
                        Integer.valueOf(-1).equals(answer.getJsonObject("event").getInteger("margin"))
                                && count(answer.getJsonObject("stances")) == 1);
    }

    private static int count(JsonObject list) {
        return list.getInteger("totalCount");
    }

    /** Asked without a token, so that the answer may come from those that are kept. */
    private static JsonObject read(String query) {
        return instances.program(1).ask(query);
    }

    private static void within(String query, Function<JsonObject, Boolean> expected) {
        assertSeen(() -> assertThat(expected.apply(read(query))).as(query).isTrue());
    }

    private static JsonObject ask(int instance, String document) {
        return instances.ask(instance, editor, document);
    }
}
