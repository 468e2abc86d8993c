package org.demarche.alignment;

/**
 * How far the matrix has been read. Events are read by their keys, a part at a time. If this takes several statements, what
 * has changed since the first of them is read afterwards, until one statement reads all changes: then the matrix is what
 * the snapshot of this statement contains.
 *
 * @param since a snapshot that contains what has been read before; null while all events are read
 * @param first the snapshot of the first statement; null before it
 * @param lastKey the key of the last event that has been read; 0 before the first
 */
record PositionMatrixRead(PositionMatrix matrix, SnapshotToken since, SnapshotToken first, long lastKey) {

    static final PositionMatrixRead NOTHING = new PositionMatrixRead(PositionMatrix.EMPTY, null, null, 0);

    /** Whether all changes until the snapshot are known to the server that took it. */
    boolean isContinuedBy(SnapshotToken token) {
        SnapshotToken earliest = since == null ? first : since;
        return earliest == null || token.continues(earliest);
    }

    /**
     * Whether one statement read all that was left, so that the matrix is now what its snapshot contains.
     *
     * @param limit how many events the statement would have read at most
     */
    boolean isCompletedBy(ChangedPositions changes, int limit) {
        return first == null && changes.events().size() < limit;
    }

    /** @param changed the matrix with the changes */
    PositionMatrixRead next(PositionMatrix changed, ChangedPositions changes, int limit) {
        SnapshotToken start = first == null ? changes.token() : first;
        return changes.events().size() < limit
                ? new PositionMatrixRead(changed, start, null, 0)
                : new PositionMatrixRead(changed, since, start, changes.lastKey());
    }
}
