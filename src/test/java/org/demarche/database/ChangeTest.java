package org.demarche.database;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeTest {

    private final List<String> set = new ArrayList<>();

    @Test
    void nothingIsSetAndNothingChangesWhereAllIsAsWanted() {
        Change change = new Change().set("a", "a", set::add).set((String) null, null, set::add);
        assertThat(change.any()).isFalse();
        assertThat(set).isEmpty();
    }

    @Test
    void oneDifferenceAmongManyIsAChangeAndIsSet() {
        Change change =
                new Change().set("a", "a", set::add).set("b", "c", set::add).set("d", "d", set::add);
        assertThat(change.any()).isTrue();
        assertThat(set).containsExactly("c");
    }

    @Test
    void whatIsNewAndWhatIsTakenAwayAreChanges() {
        assertThat(new Change().set(null, "a", set::add).any()).isTrue();
        assertThat(new Change().set("a", null, set::add).any()).isTrue();
        assertThat(set).containsExactly("a", null);
    }
}
