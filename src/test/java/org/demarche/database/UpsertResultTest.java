package org.demarche.database;

import org.demarche.database.UpsertResult.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UpsertResultTest {

    @Test
    void whatWasFoundIsRevisedWhenAnythingAboutItChanged() {
        assertThat(UpsertResult.found(1, false)).isEqualTo(new UpsertResult(1, Outcome.UNCHANGED));
        assertThat(UpsertResult.found(1, true)).isEqualTo(new UpsertResult(1, Outcome.REVISED));
        assertThat(UpsertResult.found(1, false).and(true)).isEqualTo(new UpsertResult(1, Outcome.REVISED));
        assertThat(UpsertResult.found(1, false).and(false)).isEqualTo(new UpsertResult(1, Outcome.UNCHANGED));
        assertThat(UpsertResult.found(1, true).and(false)).isEqualTo(new UpsertResult(1, Outcome.REVISED));
    }

    @Test
    void whatIsNewStaysNewWhateverIsAddedToIt() {
        assertThat(UpsertResult.recorded(1).and(true)).isEqualTo(new UpsertResult(1, Outcome.RECORDED));
    }
}
