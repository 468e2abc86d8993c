package org.demarche.alignment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.demarche.database.ReadSession;
import org.demarche.database.RequestReads;
import org.demarche.database.WorkerOffload;
import org.demarche.error.UnavailableException;
import org.demarche.support.BulkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The positions of many events are read with several statements, between which others write. */
@QuarkusTest
class PositionReadsApiTest {

    private static final int LIMIT = 7;

    private static final Duration WAIT = Duration.ofSeconds(30);

    private static final String FIRST = "(select min(id) from event where slug like 'bulk-%')";

    private static final String LAST = "(select max(id) from event where slug like 'bulk-%')";

    @Inject
    ReadSession session;

    @Inject
    WorkerOffload offload;

    @BeforeEach
    void load() {
        BulkRecord.load();
    }

    @AfterEach
    void remove() {
        BulkRecord.execute("delete from event where slug like 'bulk-%'");
    }

    @Test
    void manyReadsOfAPartAreEqualToOneOfAll() throws Throwable {
        Reads reads = new Reads(session);
        assertThat(positions(reads.cache())).isEqualTo(atOnce());
        assertThat(reads.limits).hasSizeGreaterThan(BulkRecord.EVENTS / LIMIT).containsOnly(LIMIT);
    }

    @Test
    void whatChangesBetweenTwoReadsIsInTheResult() throws Throwable {
        Reads reads = new Reads(session);
        reads.before(3, () -> BulkRecord.execute("delete from event where id = " + FIRST));
        reads.before(5, () -> BulkRecord.execute("update stance set position = 'ABSENT' where event_id = " + FIRST));
        reads.before(6, () -> BulkRecord.execute("delete from stance where event_id = " + LAST));
        assertThat(positions(reads.cache())).isEqualTo(atOnce());
    }

    @Test
    void manyChangesAreReadInPartsToo() throws Throwable {
        Reads reads = new Reads(session);
        PositionMatrixCache cache = reads.cache();
        positions(cache);
        BulkRecord.execute("update stance set position = 'PARTLY_OPPOSES' where event_id in"
                + " (select id from event where slug like 'bulk-%')");
        int before = reads.limits.size();
        assertThat(positions(cache)).isEqualTo(atOnce());
        assertThat(reads.limits).hasSizeGreaterThan(before + BulkRecord.EVENTS / LIMIT);
    }

    @Test
    void aReadThatFailedGoesOnWhereItStopped() throws Throwable {
        Reads reads = new Reads(session);
        PositionMatrixCache cache = reads.cache();
        reads.before(5, () -> {
            throw new IllegalStateException("as if it took too long");
        });
        assertThatThrownBy(() -> positions(cache)).hasMessage("as if it took too long");
        long reached = reads.lastKey;
        BulkRecord.execute("delete from event where id = " + FIRST);
        assertThat(positions(cache)).isEqualTo(atOnce());
        assertThat(reads.keys.get(5)).isEqualTo(reached).isPositive();
    }

    @Test
    void aRequestThatWaitsTooLongIsToldToRetryWhileTheReadGoesOn() throws Throwable {
        Reads reads = new Reads(session);
        CountDownLatch told = new CountDownLatch(1);
        reads.before(3, () -> await(told));
        PositionMatrixCache cache = reads.cache(Duration.ofMillis(1));
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> {
                    RequestReads.begin(1);
                    return cache.get();
                }))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("still being read");
        told.countDown();
        assertThat(positions(cache)).isEqualTo(atOnce());
        assertThat(reads.keys.subList(0, 3)).doesNotHaveDuplicates();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private Map<Long, Map<Long, Integer>> atOnce() throws Throwable {
        return positions(new PositionMatrixCache(new PositionRepository(session), offload, 1_000_000, WAIT));
    }

    /** The steps by country and event. */
    private static Map<Long, Map<Long, Integer>> positions(PositionMatrixCache cache) throws Throwable {
        PositionMatrix matrix = VertxContextSupport.subscribeAndAwait(
                () -> cache.get().ifNoItem().after(Duration.ofSeconds(30)).fail());
        Map<Long, Map<Long, Integer>> positions = new HashMap<>();
        for (long country : matrix.countries()) {
            for (int bit : matrix.events().newestFirst()) {
                if (BitPlanes.holds(matrix.planes(country), bit)) {
                    positions
                            .computeIfAbsent(country, key -> new HashMap<>())
                            .put(matrix.events().attributes(bit).event(), BitPlanes.step(matrix.planes(country), bit));
                }
            }
        }
        assertThat(positions).isNotEmpty();
        return positions;
    }

    /** Does something before some of its reads. */
    private final class Reads extends PositionRepository {

        private final Map<Integer, Runnable> before = new HashMap<>();
        private final List<Integer> limits = new ArrayList<>();
        private final List<Long> keys = new ArrayList<>();
        private long lastKey;

        Reads(ReadSession session) {
            super(session);
        }

        void before(int read, Runnable action) {
            before.put(read, action);
        }

        PositionMatrixCache cache() {
            return cache(WAIT);
        }

        PositionMatrixCache cache(Duration wait) {
            return new PositionMatrixCache(this, offload, LIMIT, wait);
        }

        @Override
        Uni<ChangedPositions> all(long after, int limit) {
            return read(after, limit, () -> super.all(after, limit));
        }

        @Override
        Uni<ChangedPositions> since(SnapshotToken token, long after, int limit) {
            return read(after, limit, () -> super.since(token, after, limit));
        }

        private Uni<ChangedPositions> read(long after, int limit, Supplier<Uni<ChangedPositions>> read) {
            keys.add(after);
            limits.add(limit);
            lastKey = after;
            Runnable action = before.getOrDefault(keys.size(), () -> {});
            return offload.run(Long.MAX_VALUE, () -> {
                        action.run();
                        return true;
                    })
                    .chain(read::get);
        }
    }
}
