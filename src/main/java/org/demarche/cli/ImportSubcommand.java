package org.demarche.cli;

import io.quarkus.runtime.QuarkusApplication;
import org.demarche.importing.ImportResult;

/** A subcommand of import. */
public interface ImportSubcommand extends DatabaseCommand {

    int FAILED = Invocation.FAILED;
    int SOME_REJECTED = 2;

    /** The name under which its runs are recorded. */
    String kind();

    /** Whether it writes nothing. */
    boolean isDryRun();

    /** Imports and prints the result. */
    ImportResult run(Importers importers) throws Throwable;

    @Override
    default Class<? extends QuarkusApplication> application() {
        return ImportApplication.class;
    }
}
