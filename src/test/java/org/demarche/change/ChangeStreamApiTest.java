package org.demarche.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import org.demarche.error.ClientErrorException;
import org.demarche.error.LimitExceededException;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.support.BulkRecord;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.change.ChangesApiTest.event;
import static org.demarche.change.ChangesApiTest.stance;
import static org.demarche.change.ChangesApiTest.topic;
import static org.demarche.support.Polling.await;

/** Changes as they are committed by others. */
@QuarkusTest
class ChangeStreamApiTest {

    private static final String LISTENING =
            "select count(*) from pg_stat_activity where query = 'listen demarche_changes'";

    private static final String TOPICS =
            "insert into topic (slug, title, title_key) select 'feed-' || n, n, n from generate_series(1, %d) n";

    @Inject
    ChangeStream stream;

    private final List<Watching> subscribers = new ArrayList<>();
    private String before;

    @BeforeEach
    void readToTheEnd() {
        before = FeedEnd.cursor();
    }

    @AfterEach
    void leave() {
        subscribers.forEach(Watching::cancel);
        BulkRecord.execute("delete from event where slug like 'feed-%'; delete from topic where slug like 'feed-%'");
        await().until(() -> BulkRecord.number(LISTENING) == 0);
    }

    @Test
    void whoWatchesHearsOfWhatIsCommittedFromThenOn() {
        BulkRecord.execute(topic("feed-before"));
        Watching watcher = watch(ChangeFilter.NONE);
        await().until(() -> BulkRecord.number(LISTENING) == 1);
        BulkRecord.execute(topic("feed-1"));
        BulkRecord.execute("update topic set title = 'Other' where slug = 'feed-1'");
        assertHears(watcher, "RECORDED Topic/feed-1", "REVISED Topic/feed-1");
    }

    @Test
    void whoComesWithACursorHearsOfWhatItHasMissed() {
        BulkRecord.execute(TOPICS.formatted(2500));
        Watching watcher = watchAfter(before, ChangeFilter.NONE);
        await().until(() -> watcher.items().size() == 2500);
        BulkRecord.execute("update topic set title = 'Other' where slug = 'feed-7'");
        await().until(() -> watcher.items().size() == 2501);
        assertThat(lines(watcher).subList(0, 2500))
                .isEqualTo(IntStream.rangeClosed(1, 2500)
                        .mapToObj(n -> "RECORDED Topic/feed-" + n)
                        .toList());
        assertThat(lines(watcher).get(2500)).isEqualTo("REVISED Topic/feed-7");
    }

    @Test
    void whenTheListeningConnectionBreaksNothingIsMissed() {
        Watching watcher = watchAfter(before, ChangeFilter.NONE);
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            await().until(() -> BulkRecord.number(LISTENING) == 1);
            BulkRecord.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen demarche_changes'");
            BulkRecord.execute(topic("feed-cut-" + round));
            expected.add("RECORDED Topic/feed-cut-" + round);
        }
        assertHears(watcher, expected.toArray(String[]::new));
    }

    /** Of the events feed-1 (topic feed-a, Fiji takes part) and feed-2 (topic feed-b), both with a stance of Tonga. */
    @ParameterizedTest
    @CsvSource({
        "feed-a,,, RECORDED Topic/feed-a; RECORDED Event/feed-1; RECORDED Stance/feed-1/TO/1903-01-01; WITHDRAWN Event/feed-1;"
                + " WITHDRAWN Stance/feed-1/TO/1903-01-01",
        "feed-b,,, RECORDED Topic/feed-b; RECORDED Event/feed-2; RECORDED Stance/feed-2/TO/1903-01-01; REVISED Event/feed-2",
        ",FJ,, RECORDED Event/feed-1; WITHDRAWN Event/feed-1",
        ",TO,, RECORDED Stance/feed-1/TO/1903-01-01; RECORDED Stance/feed-2/TO/1903-01-01;"
                + " WITHDRAWN Stance/feed-1/TO/1903-01-01; REVISED Stance/feed-2/TO/1903-01-01",
        ",WS,, REVISED Stance/feed-2/TO/1903-01-01",
        ",,feed-2, RECORDED Event/feed-2; RECORDED Stance/feed-2/TO/1903-01-01; REVISED Event/feed-2;"
                + " REVISED Stance/feed-2/TO/1903-01-01",
        "feed-b,TO,, RECORDED Stance/feed-2/TO/1903-01-01",
    })
    void filtersAlsoFindWhatIsWithdrawnOrMovesAway(String topic, String country, String event, String expected) {
        ChangeFilter filter = new ChangeFilter(topic, country, event);
        Watching live = watchAfter(before, filter);
        BulkRecord.execute(
                "begin;" + topic("feed-a") + topic("feed-b") + stance("feed-1", "TO") + stance("feed-2", "TO")
                        + "insert into event_topic (event_id, topic_id, day) select e.id, t.id, e.day from event e join topic t"
                        + " on (e.slug, t.slug) in (('feed-1', 'feed-a'), ('feed-2', 'feed-b'));"
                        + "insert into participation (event_id, country_id, role, ordinal) select e.id, c.id, 'HOST', 0"
                        + " from event e, country c where e.slug = 'feed-1' and c.code = 'FJ'; commit");
        BulkRecord.execute("delete from event where slug = 'feed-1'");
        BulkRecord.execute("delete from event_topic where event_id = (select id from event where slug = 'feed-2')");
        BulkRecord.execute("update stance set country_id = (select id from country where code = 'WS')"
                + " where event_id = (select id from event where slug = 'feed-2')");
        String[] lines = expected.split("; ");
        assertHears(live, lines);
        assertHears(watchAfter(before, filter), lines);
    }

    @Test
    void aSlowWatcherIsEnded() {
        Watching slow = watch(stream.changes(ChangeFilter.NONE), 0);
        await().until(() -> BulkRecord.number(LISTENING) == 1);
        BulkRecord.execute(TOPICS.formatted(Watcher.MAX_BUFFER + 1));
        await().until(() -> slow.failure() != null);
        assertThat(slow.failure())
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("after the cursor of the last one");
        assertThat(slow.items()).isEmpty();
    }

    @Test
    void whoAsksForLittleGetsIt() {
        BulkRecord.execute(TOPICS.formatted(1500));
        Watching watcher = watch(stream.changesAfter(before, ChangeFilter.NONE), 3);
        await().until(() -> watcher.items().size() == 3);
        watcher.request(1400);
        await().until(() -> watcher.items().size() == 1403);
        assertThat(lines(watcher)).doesNotHaveDuplicates().last().isEqualTo("RECORDED Topic/feed-1403");
    }

    @Test
    void aHundredWatchersCostOneRead() {
        List<Watching> watchers = IntStream.range(0, 100)
                .mapToObj(n -> watch(n % 2 == 0 ? ChangeFilter.NONE : new ChangeFilter("feed-1", null, null)))
                .toList();
        await().until(() -> BulkRecord.number(LISTENING) == 1);
        BulkRecord.execute(topic("feed-first"));
        assertHears(watchers.get(0), "RECORDED Topic/feed-first");
        long statements = StatementCounter.during("changes_after", () -> {
            BulkRecord.execute(topic("feed-1"));
            watchers.forEach(watcher -> await().until(() -> lines(watcher).contains("RECORDED Topic/feed-1")));
        });
        assertThat(statements)
                .as("one for the change, one for what might come after it, and those of a timer")
                .isLessThan(20);
    }

    @Test
    void aCursorBehindTheEndFailsTheStream() {
        Watching watcher = watchAfter(ChangeCursor.behind(FeedEnd.position() + 1), ChangeFilter.NONE);
        await().until(() -> watcher.failure() != null);
        assertThat(watcher.failure())
                .isInstanceOf(ClientErrorException.class)
                .hasMessageContaining("restored from a backup");
    }

    private Watching watch(ChangeFilter filter) {
        return watch(stream.changes(filter), Long.MAX_VALUE);
    }

    private Watching watchAfter(String cursor, ChangeFilter filter) {
        return watch(stream.changesAfter(cursor, filter), Long.MAX_VALUE);
    }

    private Watching watch(Multi<Change> changes, long requested) {
        Watching watching = new Watching(requested);
        subscribers.add(watching);
        changes.subscribe().withSubscriber(watching);
        return watching;
    }

    private static void assertHears(Watching watcher, String... expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(lines(watcher)).containsExactly(expected));
    }

    private static List<String> lines(Watching watcher) {
        return watcher.items().stream()
                .map(change -> {
                    GlobalId id = GlobalId.parse(change.getNodeId()).orElseThrow();
                    return "%s %s/%s".formatted(change.getKind(), id.type(), id.name());
                })
                .toList();
    }
}
