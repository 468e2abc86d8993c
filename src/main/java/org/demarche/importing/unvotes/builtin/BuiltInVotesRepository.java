package org.demarche.importing.unvotes.builtin;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;

/** Stores how far the built-in votes are loaded, in the same transactions as the votes. */
@Singleton
public class BuiltInVotesRepository {

    private static final String NAME = "un-votes";

    private final ReadSession primary;

    BuiltInVotesRepository(ReadSession read) {
        this.primary = read.onPrimary();
    }

    /**
     * How many roll calls are loaded.
     *
     * @param checksum of the files that they are from
     * @param total 0 as long as nobody has begun
     */
    record Stage(String checksum, int done, int total) {

        static final Stage NOTHING = new Stage("", 0, 0);

        boolean isComplete() {
            return total > 0 && done == total;
        }

        /** The stage of these files: nothing is loaded of them if the stage is that of others. */
        Stage of(String files) {
            return checksum.equals(files) ? this : new Stage(files, 0, 0);
        }
    }

    Uni<Stage> stage() {
        return primary.list(select(), BuiltInVotesRepository::read)
                .map(found -> found.isEmpty() ? Stage.NOTHING : found.get(0));
    }

    /** As of the last transaction before this one, whose lock excludes others. */
    Uni<Stage> stage(WriteBatch batch) {
        return batch.list(select(), BuiltInVotesRepository::read)
                .map(found -> found.isEmpty() ? Stage.NOTHING : found.get(0));
    }

    Uni<Void> save(WriteBatch batch, Stage stage) {
        return batch.update(Sql.of(
                        "insert into loaded_record (name, checksum, done, total) values (?, ?, ?, ?)"
                                + " on conflict (name) do update set checksum = excluded.checksum, done = excluded.done,"
                                + " total = excluded.total, loaded_at = now()",
                        NAME,
                        stage.checksum(),
                        stage.done(),
                        stage.total()))
                .replaceWithVoid();
    }

    private static Sql select() {
        return Sql.of("select checksum, done, total from loaded_record where name = ?", NAME);
    }

    private static Stage read(Row row) {
        return new Stage(row.getString(0), row.getInteger(1), row.getInteger(2));
    }
}
