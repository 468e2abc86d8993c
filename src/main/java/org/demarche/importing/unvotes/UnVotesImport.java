package org.demarche.importing.unvotes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;

import jakarta.inject.Singleton;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.demarche.bloc.BlocRepository;
import org.demarche.country.CountryDirectory;
import org.demarche.country.CountryRepository;
import org.demarche.database.ChangeAuthor;
import org.demarche.database.Maintenance;
import org.demarche.importing.ImportAuthor;
import org.demarche.importing.Progress;
import org.demarche.importing.csv.RejectedRows;
import org.demarche.importing.unvotes.file.FilesReader;
import org.demarche.importing.unvotes.file.ParsedFiles;
import org.demarche.importing.unvotes.file.UnVotesFiles;
import org.demarche.importing.unvotes.file.Voters;

/** Imports votes of the UN General Assembly and Security Council. Reads and checks all files before it writes anything. */
@Singleton
public class UnVotesImport {

    /** The code of the bloc whose members vote. */
    private static final String UNITED_NATIONS = "UN";

    private final CountryDirectory countries;
    private final CountryRepository countryRepository;
    private final BlocRepository blocs;
    private final UnVotesWriter writer;
    private final Maintenance maintenance;
    private final Clock clock;

    UnVotesImport(
            CountryDirectory countries,
            CountryRepository countryRepository,
            BlocRepository blocs,
            UnVotesWriter writer,
            Maintenance maintenance,
            Clock clock) {
        this.countries = countries;
        this.countryRepository = countryRepository;
        this.blocs = blocs;
        this.writer = writer;
        this.maintenance = maintenance;
        this.clock = clock;
    }

    /**
     * @param rejects the file for rejected rows
     * @param dryRun whether to report only what would change
     * @throws org.demarche.importing.ImportException when the files cannot be imported; nothing has been written then
     */
    public UnVotesReport run(UnVotesFiles files, Path rejects, boolean dryRun, Progress progress) throws Throwable {
        Voters voters = VertxContextSupport.subscribeAndAwait(this::voters);
        ParsedFiles parsed = read(files, new RejectedRows(rejects), voters, progress);
        progress.begin(
                dryRun ? "Comparing" : "Writing", "roll calls", parsed.inOrder().size());
        ChangeAuthor author = ImportAuthor.of("import un-votes", files.paths());
        UnVotesReport report = VertxContextSupport.subscribeAndAwait(() ->
                dryRun ? writer.dryRun(author, parsed, progress::at) : writer.write(author, parsed, progress::at));
        progress.end();
        if (report.changedAnything() && !dryRun) {
            VertxContextSupport.subscribeAndAwait(maintenance::vacuumAnalyze);
        }
        return report.with(parsed);
    }

    public Uni<Voters> voters() {
        return countries.refresh().chain(countryRepository::nameIndex).chain(names -> blocs.memberPeriods(
                        UNITED_NATIONS)
                .map(members -> new Voters(countries.all(), names, members)));
    }

    private ParsedFiles read(UnVotesFiles files, RejectedRows rejectedRows, Voters voters, Progress progress)
            throws IOException {
        try (rejectedRows) {
            // It is already tomorrow in other places.
            ParsedFiles parsed =
                    new ParsedFiles(voters, rejectedRows, LocalDate.now(clock).plusDays(1));
            progress.begin("Reading", "bytes", files.size().orElse(Progress.UNKNOWN));
            new FilesReader(parsed, progress).read(files);
            progress.end();
            parsed.finish();
            return parsed;
        }
    }
}
