package org.demarche.database;

/**
 * What became of something that was to be saved.
 *
 * @param key its key in the database
 */
public record Saved(long key, Outcome outcome) {

    public enum Outcome {
        RECORDED,
        REVISED,
        UNCHANGED
    }

    /** Revised if anything about it was. */
    public Saved and(boolean changed) {
        return changed && outcome == Outcome.UNCHANGED ? new Saved(key, Outcome.REVISED) : this;
    }

    public static Saved recorded(long key) {
        return new Saved(key, Outcome.RECORDED);
    }

    public static Saved found(long key, boolean changed) {
        return new Saved(key, changed ? Outcome.REVISED : Outcome.UNCHANGED);
    }
}
