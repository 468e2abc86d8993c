package org.demarche.importing.command;

import io.quarkus.runtime.QuarkusApplication;
import org.demarche.importing.ImportResult;
import org.demarche.program.Commands;
import org.demarche.program.Task;

/** A command that imports something. */
public interface ImportTask extends Task {

    int FAILED = Commands.FAILED;
    int SOME_REJECTED = 2;

    /** Under which name it is remembered. */
    String kind();

    /** Whether it is to write nothing. */
    boolean rehearses();

    /** Prints what it has done. */
    ImportResult run(Importers importers) throws Throwable;

    @Override
    default Class<? extends QuarkusApplication> application() {
        return ImportApplication.class;
    }
}
