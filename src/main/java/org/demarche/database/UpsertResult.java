package org.demarche.database;

/**
 * The result of saving a record entry.
 *
 * @param key its key in the database
 */
public record UpsertResult(long key, Outcome outcome) {

    public enum Outcome {
        RECORDED,
        REVISED,
        UNCHANGED
    }

    /** The result for a new row. */
    public static UpsertResult recorded(long key) {
        return new UpsertResult(key, Outcome.RECORDED);
    }

    /** The result for a row that existed before. */
    public static UpsertResult existing(long key, boolean changed) {
        return new UpsertResult(key, changed ? Outcome.REVISED : Outcome.UNCHANGED);
    }

    /** Turns an unchanged result into a revised one if something else about the entry changed. */
    public UpsertResult revisedIf(boolean changed) {
        return changed && outcome == Outcome.UNCHANGED ? new UpsertResult(key, Outcome.REVISED) : this;
    }
}
