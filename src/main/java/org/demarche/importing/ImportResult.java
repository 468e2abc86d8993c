package org.demarche.importing;

/** How many rows an import has recorded, revised, found unchanged, and rejected. */
public record ImportResult(int recorded, int revised, int unchanged, int rejected) {

    /** How it ended, as the database has it. */
    public enum Outcome {
        ALL_TAKEN,
        SOME_REJECTED,
        FAILED
    }

    public static final ImportResult NOTHING = new ImportResult(0, 0, 0, 0);

    public Outcome outcome() {
        return rejected == 0 ? Outcome.ALL_TAKEN : Outcome.SOME_REJECTED;
    }
}
