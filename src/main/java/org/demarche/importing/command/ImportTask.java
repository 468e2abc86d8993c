package org.demarche.importing.command;

/** A command that imports something. */
public interface ImportTask {

    int ALL_TAKEN = 0;
    int FAILED = 1;
    int SOME_REJECTED = 2;

    /** @return the program's exit code */
    int run(Importers importers) throws Throwable;
}
