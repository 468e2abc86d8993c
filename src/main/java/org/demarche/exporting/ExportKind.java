package org.demarche.exporting;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.demarche.alignment.AlignmentFilter;
import org.demarche.event.EventFilter;
import org.demarche.stance.StanceFilter;

/** What can be exported, with the filters of the GraphQL API that select from it. */
public enum ExportKind {
    STANCES(List.of(StanceFilter.class)),
    EVENTS(List.of(EventFilter.class)),
    ALIGNMENTS(List.of(PairFilter.class, AlignmentFilter.class));

    private final List<Class<? extends Record>> filters;

    ExportKind(List<Class<? extends Record>> filters) {
        this.filters = filters;
    }

    /** The name in URLs and commands. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ExportKind> of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    /** Alignments are computed, so they are no part of a record. */
    public boolean hasFormat(ExportFormat format) {
        return this != ALIGNMENTS || format != ExportFormat.YAML;
    }

    List<Class<? extends Record>> filters() {
        return filters;
    }
}
