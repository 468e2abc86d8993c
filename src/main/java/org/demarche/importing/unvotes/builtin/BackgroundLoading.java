package org.demarche.importing.unvotes.builtin;

import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import org.demarche.config.BuiltInRecords;
import org.demarche.config.RecordSettings;
import org.demarche.database.SchemaVersion;
import org.jboss.logging.Logger;

/**
 * Loads the built-in votes while the service answers requests already. Commands have no HTTP server, so they load nothing
 * in the background. A separate thread, because Quarkus waits for its threads when the service stops.
 */
@Singleton
public class BackgroundLoading {

    private static final Logger LOG = Logger.getLogger(BackgroundLoading.class);

    /** The first requests after a start take the longest; they have the processors to themselves. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    /** Many times what one takes. A shutdown does not wait longer. */
    private static final Duration MAX_TRANSACTION = Duration.ofSeconds(5);

    /** How far the loading is. */
    public enum State {
        /** The votes were not chosen. */
        NOT_CHOSEN,
        /** They are not all loaded, and another process has to do it: the command migrate. */
        LEFT_TO_MIGRATE,
        /** They will be or are being loaded. */
        LOADING,
        LOADED,
        /** The log says why. The next start tries again. */
        FAILED
    }

    private final BuiltInVotes votes;
    private final SchemaVersion schema;
    private final BuiltInRecords chosen;

    private volatile State state;
    private volatile boolean stopping;
    private volatile Thread thread;

    BackgroundLoading(BuiltInVotes votes, SchemaVersion schema, RecordSettings settings) {
        this.votes = votes;
        this.schema = schema;
        this.chosen = settings.chosenRecords();
        this.state = chosen == BuiltInRecords.ALL ? State.LOADING : State.NOT_CHOSEN;
    }

    public State state() {
        return state;
    }

    void start(@ObservesAsync HttpServerStart started) {
        if (chosen == BuiltInRecords.ALL && !stopping) {
            thread = new Thread(this::run, "un-votes");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopping = true;
        votes.stop();
        if (thread != null) {
            // Not interrupted: its transaction would keep its connection, and with it the pool.
            thread.join(MAX_TRANSACTION.toMillis());
        }
    }

    private void run() {
        try {
            state = loaded();
        } catch (Throwable failure) {
            if (stopping) {
                LOG.debug("The loading of the votes of the UN was interrupted", failure);
            } else {
                state = State.FAILED;
                LOG.error("The votes of the UN could not be loaded completely. The next start continues.", failure);
            }
        }
    }

    private State loaded() throws Throwable {
        if (votes.areLoaded()) {
            return State.LOADED;
        }
        if (!schema.migratesAtStart()) {
            LOG.info("The votes of the UN are not loaded: the command migrate loads them, since this start may not");
            return State.LEFT_TO_MIGRATE;
        }
        votes.pause(DELAY);
        return votes.load(new LoggedProgress()) ? State.LOADED : State.LOADING;
    }
}
