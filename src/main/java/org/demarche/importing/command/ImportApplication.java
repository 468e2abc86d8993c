package org.demarche.importing.command;

import io.quarkus.runtime.QuarkusApplication;
import io.vertx.pgclient.PgException;
import org.demarche.graphql.error.Unavailable;
import org.demarche.importing.file.ImportFault;
import org.demarche.importing.record.RecordFault;
import org.demarche.importing.record.RecordImport;
import org.demarche.importing.unvotes.UnVotesImport;
import org.jboss.logging.Logger;

/** The program as long as it imports something: everything of the service but its address. */
public class ImportApplication implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(ImportApplication.class);

    private final UnVotesImport unVotes;
    private final RecordImport record;

    public ImportApplication(UnVotesImport unVotes, RecordImport record) {
        this.unVotes = unVotes;
        this.record = record;
    }

    @Override
    public int run(String... arguments) {
        ImportTask task = Commands.of(arguments).task().orElseThrow();
        try {
            return task.run(new Importers(unVotes, record, ConsoleProgress.begin()));
        } catch (ImportFault | RecordFault fault) {
            System.err.println(fault.getMessage());
        } catch (Unavailable away) {
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
        return ImportTask.FAILED;
    }
}
