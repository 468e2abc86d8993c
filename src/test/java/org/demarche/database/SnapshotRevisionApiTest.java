package org.demarche.database;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import org.demarche.support.BulkRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

@QuarkusTest
class SnapshotRevisionApiTest {

    private static final Instant EVENING = Instant.parse("2024-03-06T23:59:59Z");

    @Inject
    ReadSession session;

    /** Until both queries hit between two transactions: PostgreSQL's own maintenance changes the revision too. */
    @Test
    void anotherInstanceDerivesTheSameRevisionFromTheSameData() {
        await().until(() -> fetch(at(EVENING)) == fetch(at(EVENING)));
    }

    @Test
    void aWriteChangesTheRevision() throws Throwable {
        SnapshotRevision revision = at(EVENING);
        long before = fetch(revision);
        BulkRecord.execute("select pg_current_xact_id()");
        assertThat(fetch(revision)).isNotEqualTo(before);
    }

    @Test
    void theRevisionOfADayIsNotKnownOnTheNext() throws Throwable {
        MutableClock clock = new MutableClock();
        SnapshotRevision revision = new SnapshotRevision(session, clock);
        fetch(revision);
        clock.now = EVENING.plusSeconds(1);
        assertThat(revision.known()).isEqualTo(DataRevision.UNKNOWN);
        assertThat(fetch(revision)).isNotEqualTo(fetch(at(EVENING)));
    }

    @Test
    void aWriteOfThisProcessMakesTheRevisionUnknown() throws Throwable {
        SnapshotRevision revision = at(EVENING);
        fetch(revision);
        revision.invalidate();
        assertThat(revision.known()).isEqualTo(DataRevision.UNKNOWN);
    }

    /** The query may have run before the write committed. */
    @Test
    void aQueryFromBeforeAWriteOfThisProcessDoesNotMakeTheRevisionKnown() throws Throwable {
        SnapshotRevision revision = at(EVENING);
        // The subscription comes before the query, and is told of before its result.
        VertxContextSupport.subscribeAndAwait(
                () -> revision.fetch().onSubscription().invoke(revision::invalidate));
        assertThat(revision.known()).isEqualTo(DataRevision.UNKNOWN);
    }

    private SnapshotRevision at(Instant now) {
        return new SnapshotRevision(session, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static long fetch(SnapshotRevision revision) throws Exception {
        try {
            return VertxContextSupport.subscribeAndAwait(revision::fetch);
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static final class MutableClock extends Clock {

        private Instant now = EVENING;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
