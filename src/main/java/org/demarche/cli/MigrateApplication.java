package org.demarche.cli;

import io.quarkus.runtime.QuarkusApplication;
import org.demarche.config.BuiltInRecords;
import org.demarche.config.RecordSettings;
import org.demarche.database.SchemaVersion;
import org.demarche.importing.unvotes.builtin.BuiltInVotes;
import org.jboss.logging.Logger;

/** Runs the command migrate. Starting Quarkus has already done the work, except for the votes of the UN. */
public class MigrateApplication implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(MigrateApplication.class);

    private final SchemaVersion schema;
    private final RecordSettings settings;
    private final BuiltInVotes votes;

    public MigrateApplication(SchemaVersion schema, RecordSettings settings, BuiltInVotes votes) {
        this.schema = schema;
        this.settings = settings;
        this.votes = votes;
    }

    @Override
    public int run(String... arguments) {
        try {
            if (settings.chosenRecords() == BuiltInRecords.ALL) {
                votes.load(ConsoleProgress.begin());
            }
        } catch (Throwable failure) {
            LOG.debug("The votes of the UN could not be loaded", failure);
            System.err.printf(
                    "The votes of the UN could not be loaded: %s. Run migrate again to continue.%n",
                    failure.getMessage());
            return Invocation.FAILED;
        }
        System.out.printf(
                "The database schema is at version %s and the built-in record is loaded.%n", schema.current());
        return 0;
    }
}
