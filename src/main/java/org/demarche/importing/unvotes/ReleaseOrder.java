package org.demarche.importing.unvotes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.WriteBatch;
import org.demarche.importing.ImportedFile;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.Publication;

/**
 * A later release of the library's file prevails, in any order of import. A file whose release is not known
 * counts as the latest. Other publications do not tell releases apart.
 */
@Singleton
class ReleaseOrder {

    private final UnVoteRepository unVotes;

    ReleaseOrder(UnVoteRepository unVotes) {
        this.unVotes = unVotes;
    }

    /** The roll calls of which no later release has been imported. */
    Uni<List<ParsedRollCall>> current(WriteBatch batch, List<ParsedRollCall> part) {
        Map<ImportedFile, Map<String, ParsedRollCall>> released = new HashMap<>();
        part.stream()
                .filter(rollCall -> rollCall.file() != null && rollCall.file().releasedOn() != null)
                .forEach(rollCall -> released.computeIfAbsent(rollCall.file(), file -> new HashMap<>())
                        .put(VoteStatement.number(rollCall), rollCall));
        Set<ParsedRollCall> older = new HashSet<>();
        return Multi.createFrom()
                .iterable(released.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> unVotes.statedLater(
                                batch,
                                Publication.LIBRARY,
                                entry.getValue().keySet(),
                                entry.getKey().releasedOn())
                        .invoke(numbers -> numbers.forEach(
                                number -> older.add(entry.getValue().get(number)))))
                .collect()
                .last()
                .map(ignored -> part.stream()
                        .filter(rollCall -> !older.contains(rollCall))
                        .toList());
    }
}
