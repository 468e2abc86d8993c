package org.demarche.importing.record;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.WriteBatch;

/**
 * Loads a record: records what is new, revises what differs, leaves the rest unchanged and removes nothing. Runs inside the
 * transaction of the caller, so that a record is loaded completely or not at all.
 *
 * <p>The files are read twice, and never held as a whole: first everything but the events, and what names events have; then
 * the events, a part at a time. Events may stand before what they refer to.
 */
@Singleton
public class RecordLoader {

    private final ReferenceLoader references;
    private final EventLoader events;

    RecordLoader(ReferenceLoader references, EventLoader events) {
        this.references = references;
        this.events = events;
    }

    /** Fails with a {@link RecordException} that lists the errors with file and line. */
    public Uni<LoadReport> load(WriteBatch batch, List<RecordFile> files) {
        return Uni.createFrom().deferred(() -> {
            RecordNames names = new RecordNames();
            KeyLookup keys = new KeyLookup(names);
            LoadReport report = new LoadReport();
            return references
                    .load(batch, files, names, keys, report)
                    .chain(() -> events.load(batch, files, names, keys, report))
                    .replaceWith(report);
        });
    }
}
