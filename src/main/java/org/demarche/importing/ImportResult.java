package org.demarche.importing;

import java.util.List;

/**
 * How many rows an import recorded, revised, left unchanged and rejected.
 *
 * @param files those whose publishers ask to be credited
 */
public record ImportResult(int recorded, int revised, int unchanged, int rejected, List<ImportedFile> files) {

    public ImportResult(int recorded, int revised, int unchanged, int rejected) {
        this(recorded, revised, unchanged, rejected, List.of());
    }

    /** How the import ended, as stored in the table import_run. */
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
