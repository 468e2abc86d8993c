package org.demarche.importing.record;

import java.time.Clock;

import jakarta.inject.Singleton;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Stores which records have been loaded. Must be called inside a WriteTransaction. */
@Singleton
class LoadedRecordRepository implements PanacheRepositoryBase<LoadedRecord, String> {

    private final Clock clock;

    LoadedRecordRepository(Clock clock) {
        this.clock = clock;
    }

    Uni<Boolean> isLoaded(String name, String checksum) {
        return findById(name).map(loaded -> loaded != null && loaded.checksum.equals(checksum));
    }

    Uni<Void> remember(String name, String checksum) {
        return findById(name)
                .chain(found -> {
                    LoadedRecord loaded = found == null ? new LoadedRecord() : found;
                    loaded.name = name;
                    loaded.checksum = checksum;
                    loaded.loadedAt = clock.instant();
                    return persist(loaded);
                })
                .replaceWithVoid();
    }
}
