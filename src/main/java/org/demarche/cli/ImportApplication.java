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

/** Runs an import command: everything that the service has, without its ports. */
public class ImportApplication implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(ImportApplication.class);

    private static final String RUN_AGAIN =
            "What has been written so far is complete and stays. Run the import again to continue.";

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
        ImportSubcommand command = command(arguments);
        try {
            ImportResult result = command.isDryRun() ? run(command) : runAndRecord(command);
            return result.outcome() == Outcome.ALL_TAKEN ? 0 : ImportSubcommand.SOME_REJECTED;
        } catch (ImportException | RecordException mistake) {
            System.err.println(mistake.getMessage());
        } catch (UnavailableException unavailable) {
            LOG.debug("The import failed", unavailable);
            System.err.printf("The import failed: %s %s%n", unavailable.getMessage(), RUN_AGAIN);
        } catch (PgException refused) {
            LOG.debug("The import failed", refused);
            System.err.printf(
                    "The import failed: the database rejected a statement (%s): %s. %s%n",
                    refused.getSqlState(), refused.getErrorMessage(), RUN_AGAIN);
        } catch (Throwable failure) {
            LOG.debug("The import failed", failure);
            System.err.printf("The import failed: %s. %s%n", failure, RUN_AGAIN);
        }
        return ImportSubcommand.FAILED;
    }

    private ImportResult runAndRecord(ImportSubcommand command) throws Throwable {
        long key = VertxContextSupport.subscribeAndAwait(() -> runs.begin(command.kind()));
        try {
            ImportResult result = run(command);
            VertxContextSupport.subscribeAndAwait(() -> runs.end(key, result.outcome(), result));
            return result;
        } catch (Throwable failure) {
            VertxContextSupport.subscribeAndAwait(() -> runs.end(key, Outcome.FAILED, ImportResult.NOTHING)
                    // The failure of the import itself is the one to report.
                    .onFailure()
                    .recoverWithNull());
            throw failure;
        }
    }

    private ImportResult run(ImportSubcommand command) throws Throwable {
        return command.run(new Importers(unVotes, record, ConsoleProgress.begin()));
    }

    /** Parses the arguments again without the first, "import". */
    private static ImportSubcommand command(String... arguments) {
        String[] subcommand = Arrays.copyOfRange(arguments, 1, arguments.length);
        return (ImportSubcommand)
                Invocation.of(new ImportCommand(), subcommand).command().orElseThrow();
    }
}
