package org.demarche.graphql.schema;

import java.time.LocalDate;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

class DateRangeTest {

    private static final LocalDate EARLIER = LocalDate.of(2021, 8, 15);
    private static final LocalDate LATER = LocalDate.of(2025, 7, 3);

    @Test
    void aRangeMayBeOpenOnEitherSideOrASingleDay() {
        assertAccepted(new DateRange(EARLIER, LATER));
        assertAccepted(new DateRange(EARLIER, EARLIER));
        assertAccepted(new DateRange(EARLIER, null));
        assertAccepted(new DateRange(null, LATER));
        assertAccepted(new DateRange(null, null));
    }

    @Test
    void aRangeThatEndsBeforeItStartsIsRejected() {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> new DateRange(LATER, EARLIER).checked("filter.date"))
                .hasMessage("filter.date: from (2025-07-03) is later than to (2021-08-15); swap them.");
    }

    private static void assertAccepted(DateRange range) {
        assertThat(range.checked("filter.date")).isSameAs(range);
    }
}
