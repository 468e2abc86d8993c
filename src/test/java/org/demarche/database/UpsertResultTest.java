package org.demarche.database;

import org.demarche.database.UpsertResult.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UpsertResultTest {

    @Test
    void anExistingRowIsRevisedIfAnythingChanged() {
        assertThat(UpsertResult.existing(1, false)).isEqualTo(new UpsertResult(1, Outcome.UNCHANGED));
        assertThat(UpsertResult.existing(1, true)).isEqualTo(new UpsertResult(1, Outcome.REVISED));
        assertThat(UpsertResult.existing(1, false).revisedIf(true)).isEqualTo(new UpsertResult(1, Outcome.REVISED));
        assertThat(UpsertResult.existing(1, false).revisedIf(false)).isEqualTo(new UpsertResult(1, Outcome.UNCHANGED));
        assertThat(UpsertResult.existing(1, true).revisedIf(false)).isEqualTo(new UpsertResult(1, Outcome.REVISED));
    }

    @Test
    void aNewRowStaysRecorded() {
        assertThat(UpsertResult.recorded(1).revisedIf(true)).isEqualTo(new UpsertResult(1, Outcome.RECORDED));
    }
}
