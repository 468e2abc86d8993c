package org.demarche.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

import org.demarche.importing.ImportException;
import org.demarche.importing.ImportResult;
import org.demarche.importing.unvotes.UnVotesReport;
import org.demarche.importing.unvotes.file.UnVotesFiles;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "un-votes",
        sortOptions = false,
        sortSynopsis = false,
        description =
                "Import votes of the UN General Assembly and Security Council. Each becomes an event of kind VOTE, "
                        + "with the stances of the countries (yes SUPPORTS, no OPPOSES, abstention NEUTRAL, absence ABSENT).",
        footer = {
            "",
            "Files are in UTF-8, optionally compressed with gzip or zip; pipes are read too. UNxml is JSON: an array, or an object on each line. The "
                    + "others are CSV with a header line. The columns of the academic files:",
            "  roll calls  rcid,session,date,unres,short,descr",
            "  votes       rcid,country,country_code,vote (yes, no, abstain, absent)",
            "  issues      rcid,issue",
            "  coded       rcid,session,vote,ccode,member,date,unres,me,nu,di,hr,co,ec (vote: 1 yes, 2 abstain, 3 no, "
                    + "8 absent, 9 not a member; ccode: Correlates of War country number; date: 12/23/2015 or 2015-12-23)",
            "",
            "The library's files have a row for each vote and member, in any layout since 2024. Its files with a column for "
                    + "each country, and those with outcomes alone, cannot be imported.",
            "",
            "Examples:",
            "  import un-votes --library 2025_7_21_ga_voting.csv 2025_7_21_sc_voting.csv --downloaded-on 2025-08-01",
            "  import un-votes --unxml GAresolutions.json",
            "  import un-votes --roll-calls un_roll_calls.csv --votes un_votes.csv.gz",
            "",
            "Exit code: 0 if everything was imported, 2 if some rows were rejected, 1 if the import failed."
        })
public class ImportUnVotesCommand implements ImportSubcommand {

    @ArgGroup(multiplicity = "1")
    Input input;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            defaultValue = "un-votes-rejected.csv",
            description = "The file for rejected rows, each with its line number and the reason. "
                    + "Default: ${DEFAULT-VALUE}.")
    Path rejects;

    @Mixin
    ImportOptions common;

    static class Input {

        @ArgGroup(exclusive = false, multiplicity = "1")
        LibraryFiles library;

        @Option(
                names = "--unxml",
                required = true,
                arity = "1..*",
                paramLabel = "FILE",
                description = "Resolutions of either body as UNxml publishes them, JSON.")
        List<Path> unxml;

        @ArgGroup(exclusive = false, multiplicity = "1")
        ThreeFiles three;

        @Option(
                names = "--voeten",
                required = true,
                paramLabel = "FILE",
                description = "Roll calls and votes in one file, with numeric codes (see coded).")
        Path coded;

        UnVotesFiles files() {
            if (library != null) {
                return library.toFiles();
            }
            if (unxml != null) {
                return UnVotesFiles.unxml(unxml);
            }
            return coded != null
                    ? new UnVotesFiles(null, null, null, coded)
                    : new UnVotesFiles(three.rollCalls, three.votes, three.issues, null);
        }
    }

    static class LibraryFiles {

        @Option(
                names = "--library",
                required = true,
                arity = "1..*",
                paramLabel = "FILE",
                description = "Voting data of either body, downloaded from the UN Digital Library.")
        List<Path> files;

        @Option(
                names = "--downloaded-on",
                paramLabel = "DATE",
                description =
                        "The day on which they were downloaded, such as 2026-11-23. The library asks to state it.")
        String downloadedOn;

        UnVotesFiles toFiles() {
            try {
                return UnVotesFiles.library(files, downloadedOn == null ? null : LocalDate.parse(downloadedOn));
            } catch (DateTimeParseException notADay) {
                throw new ImportException(
                        "--downloaded-on is '%s'; write a day such as 2026-11-23".formatted(downloadedOn));
            }
        }
    }

    static class ThreeFiles {

        @Option(names = "--roll-calls", required = true, paramLabel = "FILE", description = "The roll calls.")
        Path rollCalls;

        @Option(names = "--votes", required = true, paramLabel = "FILE", description = "The votes of the countries.")
        Path votes;

        @Option(
                names = "--issues",
                paramLabel = "FILE",
                description = "The issues of the roll calls. Without this file their issues stay unchanged.")
        Path issues;
    }

    @Override
    public String kind() {
        return "un-votes";
    }

    @Override
    public boolean isDryRun() {
        return common.dryRun;
    }

    @Override
    public ImportResult run(Importers importers) throws Throwable {
        UnVotesReport report = importers.unVotes().run(input.files(), rejects, common.dryRun, importers.progress());
        common.print(report.lines());
        return report.result();
    }
}
