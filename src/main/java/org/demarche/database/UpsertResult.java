package org.demarche.database;

/**
 * What became of something that was to be saved.
 *
 * @param key its key in the database
 */
public record UpsertResult(long key, Outcome outcome) {

    public enum Outcome {
        RECORDED,
        REVISED,
        UNCHANGED
    }

    /** Revised if anything about it was. */
    public UpsertResult and(boolean changed) {
        return changed && outcome == Outcome.UNCHANGED ? new UpsertResult(key, Outcome.REVISED) : this;
    }

    public static UpsertResult recorded(long key) {
        return new UpsertResult(key, Outcome.RECORDED);
    }

    public static UpsertResult found(long key, boolean changed) {
        return new UpsertResult(key, changed ? Outcome.REVISED : Outcome.UNCHANGED);
    }
}
