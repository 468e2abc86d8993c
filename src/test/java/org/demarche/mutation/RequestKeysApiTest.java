package org.demarche.mutation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.MutationClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.MutationClient.input;
import static org.demarche.support.MutationClient.source;
import static org.demarche.support.MutationClient.with;

/** Requests that are repeated with the same key. */
@QuarkusTest
class RequestKeysApiTest {

    private static final MutationClient ANA = MutationClient.editor("ana");
    private static final MutationClient CARLA = MutationClient.curator("carla");
    private static final String CHANGES = "select count(*) from change_set";

    private static final Map<String, Object> EVENT = input(
            "requestKey", "key 1",
            "slug", "mutated-event",
            "title", "A treaty is signed",
            "kind", "TREATY",
            "date", "2021-08-15",
            "topics", List.of(),
            "sources", source("A source of mutations"));

    @BeforeEach
    @AfterEach
    void remove() {
        BulkRecord.execute(
                "delete from event where slug like 'mutated-%'; delete from topic where slug like 'mutated-%';"
                        + " delete from request_key");
    }

    @Test
    void theSameKeyReturnsTheFirstResultAndWritesNothing() {
        ResponseJson first = ANA.done("recordEvent", EVENT, "event { id revision recordedAt title }");
        long changes = BulkRecord.number(CHANGES);
        assertThat(ANA.done("recordEvent", EVENT, "event { id revision recordedAt title }")
                        .getMap("event"))
                .isEqualTo(first.getMap("event"));
        Map<String, Object> stance = input(
                "requestKey", "key 2",
                "country", "NO",
                "event", "mutated-event",
                "position", "SUPPORTS",
                "act", "TREATY",
                "since", "2021-09-01",
                "sources", source("A source of mutations"));
        Map<String, Object> topic = input("requestKey", "key 3", "slug", "mutated-topic", "title", "T");
        String stanceId = ANA.done("recordStance", stance, "stance { id }").getString("stance.id");
        String topicId = ANA.done("recordTopic", topic, "topic { id }").getString("topic.id");
        assertThat(BulkRecord.number(CHANGES)).isEqualTo(changes + 2);
        assertThat(ANA.done("recordStance", stance, "stance { id }").getString("stance.id"))
                .isEqualTo(stanceId);
        assertThat(ANA.done("recordTopic", topic, "topic { id }").getString("topic.id"))
                .isEqualTo(topicId);
        assertThat(BulkRecord.number(CHANGES)).isEqualTo(changes + 2);
    }

    @Test
    void theSameKeyWithAnotherInputIsAConflict() {
        ANA.done("recordEvent", EVENT, "");
        assertThat(ANA.errors("recordEvent", with(EVENT, "title", "Another title")))
                .containsExactly("CONFLICT requestKey");
        assertThat(ANA.errors("recordEvent", with(EVENT, "summary", "More"))).containsExactly("CONFLICT requestKey");
        assertThat(ANA.errors("recordEvent", with(EVENT, "sources", source("Another"))))
                .containsExactly("CONFLICT requestKey");
        assertThat(ANA.errors("recordTopic", input("requestKey", "key 1", "slug", "mutated-topic", "title", "T")))
                .containsExactly("CONFLICT requestKey");
    }

    @Test
    void keysOfDifferentCallersHaveNothingToDoWithEachOther() {
        ANA.done("recordEvent", EVENT, "");
        assertThat(CARLA.errors("recordEvent", EVENT)).containsExactly("TAKEN slug");
        CARLA.done("recordEvent", with(EVENT, "slug", "mutated-other"), "");
    }

    @Test
    void aRequestThatWroteNothingHasNotUsedItsKey() {
        assertThat(ANA.errors("recordEvent", with(EVENT, "endDate", "2020"))).containsExactly("INVALID endDate");
        ANA.done("recordEvent", EVENT, "");
    }

    @Test
    void whatHasBeenWithdrawnSinceIsNotRecordedAgain() {
        String id = ANA.done("recordEvent", EVENT, "event { id }").getString("event.id");
        CARLA.done("withdrawEvent", input("id", id, "revision", 1, "reason", "Wrong"), "");
        assertThat(ANA.errors("recordEvent", EVENT)).containsExactly("NOT_FOUND requestKey");
    }

    @Test
    void ofRequestsAtOnceOneWritesAndAllGetItsResult() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try {
            List<Future<String>> ids = IntStream.range(0, 20)
                    .mapToObj(client -> clients.submit(() -> ANA.done("recordEvent", EVENT, "event { id revision }")
                            .getString("event")))
                    .toList();
            String first = ids.get(0).get();
            for (Future<String> id : ids) {
                assertThat(id.get()).isEqualTo(first);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(BulkRecord.number("select count(*) from event where slug = 'mutated-event'"))
                .isOne();
        assertThat(BulkRecord.number("select count(*) from request_key")).isOne();
    }

    @Test
    void oldKeysMakeRoom() {
        BulkRecord.execute("""
                insert into request_key (caller, key, fingerprint, written, at)
                select 'old', n::text, '', 1, now() - interval '49 hours' from generate_series(1, 6) n;
                insert into request_key (caller, key, fingerprint, written, at)
                values ('recent', '1', '', 1, now() - interval '25 hours')""");
        ANA.done("recordEvent", EVENT, "");
        assertThat(BulkRecord.number("select count(*) from request_key where caller = 'old'"))
                .isEqualTo(2);
        assertThat(BulkRecord.number("select count(*) from request_key where caller = 'recent'"))
                .isOne();
    }
}
