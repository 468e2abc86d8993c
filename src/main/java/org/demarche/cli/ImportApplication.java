package org.demarche.cli;

import java.util.Arrays;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.pgclient.PgException;
import org.demarche.error.UnavailableException;
import org.demarche.importing.ImportException;
import org.demarche.importing.ImportResult;
import org.demarche.importing.ImportResult.Outcome;
import org.demarche.importing.ImportRunRepository;
import org.demarche.importing.record.RecordException;
import org.demarche.importing.record.RecordImport;
import org.demarche.importing.unvotes.UnVotesImport;
import org.jboss.logging.Logger;

/** The program as long as it imports something: everything of the service but its address. */
public class ImportApplication implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(ImportApplication.class);

    private final UnVotesImport unVotes;
    private final RecordImport record;
    private final ImportRunRepository runs;

    public ImportApplication(UnVotesImport unVotes, RecordImport record, ImportRunRepository runs) {
        this.unVotes = unVotes;
        this.record = record;
        this.runs = runs;
    }

    @Override
    public int run(String... arguments) {
        ImportSubcommand task = task(arguments);
        try {
            ImportResult result = task.rehearses() ? run(task) : remembered(task);
            return result.outcome() == Outcome.ALL_TAKEN ? 0 : ImportSubcommand.SOME_REJECTED;
        } catch (ImportException | RecordException fault) {
            System.err.println(fault.getMessage());
        } catch (UnavailableException away) {
            LOG.debug("The import failed", away);
            System.err.println("The import failed: " + away.getMessage()
                    + " What was written before is whole; run the import again to go on.");
        } catch (PgException refused) {
            LOG.debug("The import failed", refused);
            System.err.printf(
                    "The database refused it (%s): %s. What was written before is whole; run the import again to go on.%n",
                    refused.getSqlState(), refused.getErrorMessage());
        } catch (Throwable failure) {
            LOG.debug("The import failed", failure);
            System.err.printf(
                    "The import failed: %s. What was written before is whole; run the import again to go on.%n",
                    failure);
        }
        return ImportSubcommand.FAILED;
    }

    private ImportResult remembered(ImportSubcommand task) throws Throwable {
        long key = VertxContextSupport.subscribeAndAwait(() -> runs.begin(task.kind()));
        try {
            ImportResult result = run(task);
            VertxContextSupport.subscribeAndAwait(() -> runs.end(key, result.outcome(), result));
            return result;
        } catch (Throwable failure) {
            VertxContextSupport.subscribeAndAwait(() -> runs.end(key, Outcome.FAILED, ImportResult.NOTHING)
                    // The first failure is the one to tell.
                    .onFailure()
                    .recoverWithNull());
            throw failure;
        }
    }

    private ImportResult run(ImportSubcommand task) throws Throwable {
        return task.run(new Importers(unVotes, record, ConsoleProgress.begin()));
    }

    /** The first argument has led here. */
    private static ImportSubcommand task(String... arguments) {
        String[] own = Arrays.copyOfRange(arguments, 1, arguments.length);
        return (ImportSubcommand) Invocation.of(new ImportCommand(), own).task().orElseThrow();
    }
}
