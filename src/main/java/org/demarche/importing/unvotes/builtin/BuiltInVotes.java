package org.demarche.importing.unvotes.builtin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.demarche.database.Maintenance;
import org.demarche.error.UnavailableException;
import org.demarche.importing.ImportResult;
import org.demarche.importing.ImportResult.Outcome;
import org.demarche.importing.ImportRunRepository;
import org.demarche.importing.Progress;
import org.demarche.importing.unvotes.UnVotesImport;
import org.demarche.importing.unvotes.UnVotesReport;
import org.demarche.importing.unvotes.builtin.BuiltInVotesRepository.Stage;
import org.demarche.importing.unvotes.builtin.BuiltInVotesWriter.Written;
import org.jboss.logging.Logger;

/**
 * Loads the votes that are packaged with the service, unless these have been loaded. Each transaction writes a few roll
 * calls and notes how far the loading has come, so that it continues there after an interruption. Of several instances one
 * loads; another takes over when that makes no progress.
 */
@Singleton
public class BuiltInVotes {

    private static final Logger LOG = Logger.getLogger(BuiltInVotes.class);

    /** The name under which its runs are recorded. */
    private static final String KIND = "built-in";

    /** Many times the duration of a transaction. */
    private static final Duration PATIENCE_WITH_OTHERS = Duration.ofSeconds(5);

    /** Together longer than a restart or a failover of the database takes. */
    private static final int MAX_ATTEMPTS = 6;

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final BuiltInVotesRepository repository;
    private final BuiltInVotesWriter writer;
    private final UnVotesImport imports;
    private final ImportRunRepository runs;
    private final Maintenance maintenance;
    private final Duration patience;

    private volatile Stage stage = Stage.NOTHING;
    private volatile int total;
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Inject
    public BuiltInVotes(
            BuiltInVotesRepository repository,
            BuiltInVotesWriter writer,
            UnVotesImport imports,
            ImportRunRepository runs,
            Maintenance maintenance) {
        this(repository, writer, imports, runs, maintenance, PATIENCE_WITH_OTHERS);
    }

    /** @param patience how long another instance may make no progress until this one takes over */
    public BuiltInVotes(
            BuiltInVotesRepository repository,
            BuiltInVotesWriter writer,
            UnVotesImport imports,
            ImportRunRepository runs,
            Maintenance maintenance,
            Duration patience) {
        this.repository = repository;
        this.writer = writer;
        this.imports = imports;
        this.runs = runs;
        this.maintenance = maintenance;
        this.patience = patience;
    }

    /** The share of the packaged votes that is loaded, from 0 to 1, as far as this instance knows. */
    public double loadedShare() {
        return total() == 0 ? 0 : (double) done() / total();
    }

    /** How many roll calls are loaded, as far as this instance knows. */
    public int done() {
        return stage.done();
    }

    /** How many roll calls are packaged; 0 until it is known. */
    public int total() {
        return Math.max(total, stage.total());
    }

    /** Whether all packaged votes are loaded. Asks the database. */
    public boolean areLoaded() throws Throwable {
        stage = await(repository::stage).of(CompactFiles.currentChecksum());
        return stage.isComplete();
    }

    /**
     * Returns when all are loaded, by this instance or another, or soon after {@link #stop} was called.
     *
     * @return whether all are loaded
     */
    public boolean load(Progress progress) throws Throwable {
        return areLoaded() || load(CompactFiles.read(await(imports::voters)), progress);
    }

    public boolean load(CompactFiles files, Progress progress) throws Throwable {
        stage = await(repository::stage).of(files.checksum());
        total = files.total();
        progress.begin("Loading the votes of the UN", "roll calls", files.total());
        Run run = new Run(files);
        try {
            while (!isStopped() && !stage.isComplete() && run.step()) {
                progress.at(stage.done());
            }
            run.end(Outcome.ALL_TAKEN);
        } catch (Throwable failure) {
            run.end(Outcome.FAILED);
            throw failure;
        }
        if (stage.isComplete()) {
            progress.end();
        }
        return stage.isComplete();
    }

    /** Ends {@link #load} after its current transaction. */
    public void stop() {
        stopped.countDown();
    }

    /** Waits, but not longer than until {@link #stop} is called. */
    void pause(Duration time) throws InterruptedException {
        stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** The part of this instance in loading the files. */
    private final class Run {

        private final CompactFiles files;
        private final UnVotesReport report = new UnVotesReport();

        /** Null until this instance writes something. */
        private Long key;

        Run(CompactFiles files) {
            this.files = files;
        }

        /**
         * Loads the next part, or waits if another instance is loading.
         *
         * @return false if an instance of another version is loading its own files
         */
        boolean step() throws Throwable {
            Stage recorded = await(repository::stage);
            if (stage.done() > 0 && !recorded.checksum().equals(files.checksum())) {
                LOG.info("Another version of the service is loading its votes of the UN: this one ends");
                return false;
            }
            boolean othersLoad = recorded.of(files.checksum()).done() > stage.done();
            if (othersLoad) {
                stage = recorded;
                pause(patience);
            } else {
                write();
            }
            return true;
        }

        private void write() throws Throwable {
            if (key == null) {
                key = await(() -> runs.begin(KIND));
            }
            Written written = await(() -> writer.writeNext(files));
            report.add(written.report());
            stage = written.stage();
            if (files.endsFile(stage.done())) {
                // Until then the planner has the statistics of almost empty tables.
                await(maintenance::vacuumAnalyze);
            }
        }

        /** The failure of the run is reported by its caller, whatever becomes of this note. */
        void end(Outcome outcome) throws Throwable {
            // A run without an end is one that was interrupted.
            if (key != null && !isStopped()) {
                ImportResult result = outcome == Outcome.FAILED ? ImportResult.NOTHING : report.result();
                VertxContextSupport.subscribeAndAwait(
                        () -> runs.end(key, outcome, result).onFailure().recoverWithNull());
            }
        }
    }

    /** Waits for a database that restarts. */
    private <T> T await(Supplier<Uni<T>> work) throws Throwable {
        for (int attempt = 1; ; attempt++) {
            try {
                return VertxContextSupport.subscribeAndAwait(work);
            } catch (UnavailableException unavailable) {
                if (attempt == MAX_ATTEMPTS || isStopped()) {
                    throw unavailable;
                }
                pause(PAUSE);
            }
        }
    }
}
