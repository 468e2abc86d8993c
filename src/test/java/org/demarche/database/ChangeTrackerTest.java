package org.demarche.database;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeTrackerTest {

    private final List<String> set = new ArrayList<>();

    @Test
    void equalValuesAreNotSetAndAreNoChange() {
        ChangeTracker change = new ChangeTracker().set("a", "a", set::add).set((String) null, null, set::add);
        assertThat(change.hasChanged()).isFalse();
        assertThat(set).isEmpty();
    }

    @Test
    void aDifferentValueIsSetAndIsAChange() {
        ChangeTracker change = new ChangeTracker()
                .set("a", "a", set::add)
                .set("b", "c", set::add)
                .set("d", "d", set::add);
        assertThat(change.hasChanged()).isTrue();
        assertThat(set).containsExactly("c");
    }

    @Test
    void nullAndAValueAreDifferent() {
        assertThat(new ChangeTracker().set(null, "a", set::add).hasChanged()).isTrue();
        assertThat(new ChangeTracker().set("a", null, set::add).hasChanged()).isTrue();
        assertThat(set).containsExactly("a", null);
    }
}
