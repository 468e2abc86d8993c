package org.demarche.cli;

import java.nio.file.Path;

import org.demarche.importing.ImportResult;
import org.demarche.importing.unvotes.UnVotesFiles;
import org.demarche.importing.unvotes.UnVotesReport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "un-votes",
        sortOptions = false,
        sortSynopsis = false,
        description = "Import roll calls of the UN General Assembly. Each becomes an event of kind VOTE, each vote a "
                + "stance (yes SUPPORTS, no OPPOSES, abstention NEUTRAL, absence ABSENT).",
        footer = {
            "",
            "Files are CSV in UTF-8 with a header line, optionally compressed with gzip. Their columns:",
            "  roll calls  rcid,session,date,unres,short,descr",
            "  votes       rcid,country,country_code,vote (yes, no, abstain, absent)",
            "  issues      rcid,issue",
            "  coded       rcid,session,vote,ccode,member,date,unres,me,nu,di,hr,co,ec (vote: 1 yes, 2 abstain, 3 no, "
                    + "8 absent, 9 not a member; ccode: Correlates of War country number; date: 12/23/2015)",
            "",
            "Example: import un-votes --roll-calls un_roll_calls.csv --votes un_votes.csv.gz",
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
        ThreeFiles three;

        @Option(
                names = "--voeten",
                required = true,
                paramLabel = "FILE",
                description = "Roll calls and votes in one file, with numeric codes (see coded).")
        Path coded;
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
        UnVotesFiles files = input.coded != null
                ? new UnVotesFiles(null, null, null, input.coded)
                : new UnVotesFiles(input.three.rollCalls, input.three.votes, input.three.issues, null);
        UnVotesReport report = importers.unVotes().run(files, rejects, common.dryRun, importers.progress());
        common.print(report.lines());
        return report.result();
    }
}
