package org.demarche.database;

import org.demarche.database.Saved.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SavedTest {

    @Test
    void whatWasFoundIsRevisedWhenAnythingAboutItChanged() {
        assertThat(Saved.found(1, false)).isEqualTo(new Saved(1, Outcome.UNCHANGED));
        assertThat(Saved.found(1, true)).isEqualTo(new Saved(1, Outcome.REVISED));
        assertThat(Saved.found(1, false).and(true)).isEqualTo(new Saved(1, Outcome.REVISED));
        assertThat(Saved.found(1, false).and(false)).isEqualTo(new Saved(1, Outcome.UNCHANGED));
        assertThat(Saved.found(1, true).and(false)).isEqualTo(new Saved(1, Outcome.REVISED));
    }

    @Test
    void whatIsNewStaysNewWhateverIsAddedToIt() {
        assertThat(Saved.recorded(1).and(true)).isEqualTo(new Saved(1, Outcome.RECORDED));
    }
}
