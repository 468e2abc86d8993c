package org.demarche.importing.unvotes;

import org.demarche.importing.unvotes.file.Publication;
import org.demarche.stance.Position;

/**
 * A member's vote that two publications state differently.
 *
 * @param vote a name of the roll call
 * @param by the better publication
 */
record VoteDifference(
        String vote, String country, Position position, Publication by, Position other, Publication otherBy) {

    @Override
    public String toString() {
        return "%s: %s %s by %s, %s by %s".formatted(vote, country, position, by, other, otherBy);
    }
}
