package org.demarche.cli;

import io.quarkus.runtime.QuarkusApplication;
import org.demarche.importing.ImportResult;

/** A command that imports something. */
public interface ImportSubcommand extends DatabaseCommand {

    int FAILED = Invocation.FAILED;
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
