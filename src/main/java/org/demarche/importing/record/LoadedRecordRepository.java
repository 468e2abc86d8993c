package org.demarche.importing.record;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Stores which records have been loaded. Must be called inside a WriteTransaction. */
@ApplicationScoped
class LoadedRecordRepository implements PanacheRepositoryBase<LoadedRecord, String> {

    Uni<Boolean> isLoaded(String name, String checksum) {
        return findById(name).map(loaded -> loaded != null && loaded.checksum.equals(checksum));
    }

    Uni<Void> remember(String name, String checksum) {
        return findById(name)
                .chain(found -> {
                    LoadedRecord loaded = found == null ? new LoadedRecord() : found;
                    loaded.name = name;
                    loaded.checksum = checksum;
                    loaded.loadedAt = Instant.now();
                    return persist(loaded);
                })
                .replaceWithVoid();
    }
}
