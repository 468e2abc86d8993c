package org.demarche.exporting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import org.demarche.change.ChangeCursor;
import org.demarche.database.RowBatches;

/** An export in progress: its parts in their order, each read from the database when it is asked for. */
public final class Export<T> {

    private final RowBatches<T> rows;
    private final RowEncoder<T> encoder;
    private boolean begun;
    private boolean ended;

    Export(RowBatches<T> rows, RowEncoder<T> encoder) {
        this.rows = rows;
        this.encoder = encoder;
    }

    /** The number of rows. To be called before the first part is asked for. */
    public Uni<Long> count() {
        return rows.count();
    }

    /**
     * The cursor of the feed of changes behind all changes that the export shows. Null for an export that is computed from more
     * than one snapshot of the data. To be called before the first part is asked for.
     */
    public Uni<String> changesCursor() {
        return rows.changePosition().map(position -> position == null ? null : ChangeCursor.behind(position));
    }

    /**
     * The next part; null at the end. The part is encoded by its supplier, which takes some milliseconds: too long for an event
     * loop. To be called again when that has been done.
     */
    public Uni<Supplier<byte[]>> next() {
        if (ended) {
            return Uni.createFrom().nullItem();
        }
        return rows.next().map(batch -> {
            ended = batch.isEmpty();
            return () -> encode(batch);
        });
    }

    private byte[] encode(List<T> batch) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        try {
            if (!begun) {
                begun = true;
                encoder.begin(out);
            }
            if (batch.isEmpty()) {
                encoder.end(out);
            } else {
                encoder.write(batch, out);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }

    /** Ends the export wherever it is. To be called always. */
    public Uni<Void> close() {
        return rows.close();
    }
}
