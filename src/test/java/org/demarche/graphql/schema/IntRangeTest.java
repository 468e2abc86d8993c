package org.demarche.graphql.schema;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

class IntRangeTest {

    @Test
    void eitherEndMayBeLeftOutAndBothMayBeTheSame() {
        assertThat(new IntRange(null, null).checked("x")).isEqualTo(new IntRange(null, null));
        assertThat(new IntRange(5, null).checked("x").from()).isEqualTo(5);
        assertThat(new IntRange(-3, -3).checked("x").to()).isEqualTo(-3);
    }

    @Test
    void theLowestIsNotHigherThanTheHighest() {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> new IntRange(1, -1).checked("filter.margin"))
                .hasMessageContaining("filter.margin: from (1) is higher than to (-1); swap them");
    }
}
