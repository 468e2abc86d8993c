package org.demarche.database;

import java.util.ArrayList;
import java.util.List;

import io.smallrye.mutiny.Uni;

/** Many rows, read a batch at a time when the reader asks for it. */
public interface RowBatches<T> {

    /** The next rows; none at the end. To be called again only when the last call has ended. */
    Uni<List<T>> next();

    /** How many rows there are altogether. To be called before the first ones are read. */
    Uni<Long> count();

    /**
     * The place of the rows among the changes: those up to this position are in them, and no others. Null if the rows do not
     * come from one snapshot of the data. To be called before the first ones are read.
     */
    default Uni<Long> changePosition() {
        return Uni.createFrom().nullItem();
    }

    /** To be called when no more rows are wanted, also after a failure and while rows are being read. */
    Uni<Void> close();

    /** Rows that are in memory already. */
    static <T> RowBatches<T> of(List<T> rows) {
        List<T> remaining = new ArrayList<>(rows);
        return new RowBatches<>() {
            @Override
            public Uni<List<T>> next() {
                List<T> all = List.copyOf(remaining);
                remaining.clear();
                return Uni.createFrom().item(all);
            }

            @Override
            public Uni<Long> count() {
                return Uni.createFrom().item((long) remaining.size());
            }

            @Override
            public Uni<Void> close() {
                return Uni.createFrom().voidItem();
            }
        };
    }
}
