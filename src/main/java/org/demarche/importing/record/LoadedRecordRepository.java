package org.demarche.importing.record;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;

/** Stores which records have been loaded. */
@Singleton
class LoadedRecordRepository {

    Uni<Boolean> isLoaded(WriteBatch batch, String name, String checksum) {
        return batch.list(
                        Sql.of("select from loaded_record where name = ? and checksum = ?", name, checksum), row -> row)
                .map(found -> !found.isEmpty());
    }

    Uni<Void> remember(WriteBatch batch, String name, String checksum) {
        return batch.update(Sql.of(
                        "insert into loaded_record as r (name, checksum, loaded_at) values (?, ?, now())"
                                + " on conflict (name) do update set checksum = excluded.checksum, loaded_at = excluded.loaded_at",
                        name,
                        checksum))
                .replaceWithVoid();
    }
}
