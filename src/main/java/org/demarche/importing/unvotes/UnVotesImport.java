package org.demarche.importing.unvotes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.country.CountryRepository;
import org.demarche.database.Maintenance;
import org.demarche.importing.Progress;
import org.demarche.importing.csv.InputFile;
import org.demarche.importing.csv.RejectedRows;

/** Imports roll calls of the UN General Assembly: reads and checks the files to their ends, and only then writes. */
@ApplicationScoped
public class UnVotesImport {

    private final CountryDirectory countries;
    private final CountryRepository countryRepository;
    private final UnVotesWriter writer;
    private final Maintenance maintenance;

    UnVotesImport(
            CountryDirectory countries,
            CountryRepository countryRepository,
            UnVotesWriter writer,
            Maintenance maintenance) {
        this.countries = countries;
        this.countryRepository = countryRepository;
        this.writer = writer;
        this.maintenance = maintenance;
    }

    /**
     * @param rejects where rejected rows go
     * @param dryRun whether to say only what would happen
     * @throws org.demarche.importing.ImportException when nothing can be imported; then nothing has been written
     */
    public UnVotesReport run(UnVotesFiles files, Path rejects, boolean dryRun, Progress progress) throws Throwable {
        Voters voters = VertxContextSupport.subscribeAndAwait(this::voters);
        ParsedVotes ballots = read(files, new RejectedRows(rejects), voters, progress);
        progress.begin(
                dryRun ? "Comparing" : "Writing",
                "roll calls",
                ballots.inOrder().size());
        UnVotesReport report = VertxContextSupport.subscribeAndAwait(
                () -> dryRun ? writer.rehearse(ballots, progress::at) : writer.write(ballots, progress::at));
        progress.end();
        if (report.changedAnything() && !dryRun) {
            VertxContextSupport.subscribeAndAwait(maintenance::afterBulk);
        }
        return report.of(ballots);
    }

    private Uni<Voters> voters() {
        return countries.refresh().chain(countryRepository::named).map(named -> new Voters(countries.all(), named));
    }

    private static ParsedVotes read(UnVotesFiles files, RejectedRows rejections, Voters voters, Progress progress)
            throws IOException {
        try (rejections) {
            ParsedVotes ballots = new ParsedVotes(voters, rejections);
            progress.begin("Reading", "bytes", files.size());
            if (files.coded() != null) {
                new CodedFileReader(ballots).read(new InputFile(files.coded()), progress::at);
            } else {
                readThree(files, new ThreeFileReader(ballots), progress);
            }
            progress.end();
            ballots.finish();
            return ballots;
        }
    }

    private static void readThree(UnVotesFiles files, ThreeFileReader reader, Progress progress) {
        InputFile rollCalls = new InputFile(files.rollCalls());
        reader.readRollCalls(rollCalls, files.issues() != null, progress::at);
        long read = rollCalls.size();
        if (files.issues() != null) {
            InputFile issues = new InputFile(files.issues());
            reader.readIssues(issues, after(read, progress));
            read += issues.size();
        }
        reader.readVotes(new InputFile(files.votes()), after(read, progress));
    }

    private static LongConsumer after(long read, Progress progress) {
        return bytes -> progress.at(read + bytes);
    }
}
