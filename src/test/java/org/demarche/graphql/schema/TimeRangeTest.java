package org.demarche.graphql.schema;

import java.time.OffsetDateTime;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

class TimeRangeTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2025-07-03T12:00:00Z");
    private static final OffsetDateTime ALSO_NOON = OffsetDateTime.parse("2025-07-03T14:00:00+02:00");
    private static final OffsetDateTime LATER = NOON.plusNanos(1);

    @Test
    void aSpanMayBeOpenOnEitherSideOrEmpty() {
        assertAccepted(new TimeRange(NOON, NOON.plusHours(1)));
        assertAccepted(new TimeRange(NOON, NOON));
        assertAccepted(new TimeRange(NOON, ALSO_NOON));
        assertAccepted(new TimeRange(NOON, null));
        assertAccepted(new TimeRange(null, NOON));
        assertAccepted(new TimeRange(null, null));
    }

    @Test
    void aSpanThatEndsBeforeItBeginsIsRejected() {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> new TimeRange(LATER, ALSO_NOON).checked("filter.revised"))
                .hasMessage(
                        "filter.revised: from (2025-07-03T12:00:00.000000001Z) is later than to (2025-07-03T14:00+02:00);"
                                + " swap them.");
    }

    /** Rounded down, a span would have a beginning that lies before it. */
    @Test
    void aSpanBeginsAndEndsAtTheNextMicrosecond() {
        OffsetDateTime next = NOON.plusNanos(1000);
        assertThat(new TimeRange(LATER, NOON.plusNanos(999)).checked("filter.revised"))
                .isEqualTo(new TimeRange(next, next));
        assertAccepted(new TimeRange(next, next.plusNanos(1000)));
    }

    private static void assertAccepted(TimeRange span) {
        assertThat(span.checked("filter.revised")).isEqualTo(span);
    }
}
