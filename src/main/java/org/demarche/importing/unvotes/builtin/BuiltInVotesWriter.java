package org.demarche.importing.unvotes.builtin;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.ChangeAuthor;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.WriteBatch;
import org.demarche.importing.unvotes.UnVotesReport;
import org.demarche.importing.unvotes.UnVotesWriter;
import org.demarche.importing.unvotes.builtin.BuiltInVotesRepository.Stage;
import org.demarche.importing.unvotes.builtin.CompactFiles.Part;

/** Writes the built-in votes part by part. */
@Singleton
public class BuiltInVotesWriter {

    private static final ChangeAuthor AUTHOR = ChangeAuthor.named("built-in un-votes");

    private final WriteTransaction transaction;
    private final UnVotesWriter writer;
    private final BuiltInVotesRepository repository;

    BuiltInVotesWriter(WriteTransaction transaction, UnVotesWriter writer, BuiltInVotesRepository repository) {
        this.transaction = transaction;
        this.writer = writer;
        this.repository = repository;
    }

    /** @param stage the new one */
    public record Written(Stage stage, UnVotesReport report) {}

    /** Writes the part after the recorded stage, which any instance may have recorded, and the new stage, in one transaction. */
    public Uni<Written> writeNext(CompactFiles files) {
        return transaction.bulk(AUTHOR, UnVotesWriter.NAME, batch -> repository
                .stage(batch)
                .map(recorded -> recorded.of(files.checksum()))
                .chain(recorded -> recorded.isComplete()
                        ? Uni.createFrom().item(new Written(recorded, new UnVotesReport()))
                        : write(batch, files, recorded)));
    }

    private Uni<Written> write(WriteBatch batch, CompactFiles files, Stage recorded) {
        Part part = files.next(recorded.done());
        Stage next =
                new Stage(files.checksum(), recorded.done() + part.rollCalls().size(), files.total());
        return writer.save(batch, part.file(), part.rollCalls())
                .call(() -> repository.save(batch, next))
                .map(report -> new Written(next, report));
    }
}
