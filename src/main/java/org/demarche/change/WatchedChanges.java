package org.demarche.change;

import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/** Reads the feed for its watchers. */
@Singleton
class WatchedChanges {

    /** A page takes some milliseconds, and one of an import's changes has nothing else in it. */
    static final int PAGE = 1000;

    private final ChangeRepository changes;
    private final ChangeSubjectRepository subjects;

    WatchedChanges(ChangeRepository changes, ChangeSubjectRepository subjects) {
        this.changes = changes;
        this.subjects = subjects;
    }

    Uni<Place> end() {
        return changes.end();
    }

    Uni<Void> checkNotBehind(Place place) {
        return changes.checkNotBehind(place);
    }

    /** At most {@link #PAGE}. */
    Uni<List<WatchedChange>> after(Place place, boolean withSubjects) {
        return changes.after(place, PAGE)
                .chain(found -> withSubjects && !found.isEmpty()
                        ? subjects.of(found).map(of -> pairs(found, of))
                        : Uni.createFrom()
                                .item(found.stream()
                                        .map(change -> new WatchedChange(change, null))
                                        .toList()));
    }

    private static List<WatchedChange> pairs(List<Change> changes, List<ChangeSubjects> subjects) {
        return IntStream.range(0, changes.size())
                .mapToObj(index -> new WatchedChange(changes.get(index), subjects.get(index)))
                .toList();
    }
}
