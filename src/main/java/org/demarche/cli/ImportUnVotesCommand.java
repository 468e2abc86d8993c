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
        description = "Imports roll calls of the UN General Assembly: each becomes an event of kind VOTE, each vote a "
                + "stance (yes SUPPORTS, no OPPOSES, abstention NEUTRAL, absence ABSENT).",
        footer = {
            "",
            "Files are CSV in UTF-8 with a line of column names, plain or compressed by gzip:",
            "  roll calls  rcid,session,date,unres,short,descr",
            "  votes       rcid,country,country_code,vote (yes, no, abstain, absent)",
            "  issues      rcid,issue",
            "  coded       rcid,session,vote,ccode,member,date,unres,me,nu,di,hr,co,ec (vote: 1 yes, 2 abstain, 3 no, "
                    + "8 absent, 9 not a member; ccode: Correlates of War country number; date: 12/23/2015)",
            "",
            "Example: import un-votes --roll-calls un_roll_calls.csv --votes un_votes.csv.gz",
            "",
            "Exit code: 0 all was taken, 2 some rows were rejected, 1 it failed."
        })
public class ImportUnVotesCommand implements ImportSubcommand {

    @ArgGroup(multiplicity = "1")
    Input input;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            defaultValue = "un-votes-rejected.csv",
            description = "Where rows go that cannot be taken, each with its line and the reason "
                    + "(${DEFAULT-VALUE} when left out).")
    Path rejects;

    @Mixin
    ImportOptions common;

    static class Input {

        @ArgGroup(exclusive = false, multiplicity = "1")
        ThreeFiles three;

        @Option(names = "--voeten", required = true, paramLabel = "FILE", description = "All in one, coded.")
        Path coded;
    }

    static class ThreeFiles {

        @Option(names = "--roll-calls", required = true, paramLabel = "FILE", description = "What was voted on.")
        Path rollCalls;

        @Option(names = "--votes", required = true, paramLabel = "FILE", description = "How countries voted.")
        Path votes;

        @Option(
                names = "--issues",
                paramLabel = "FILE",
                description = "What roll calls are about; without it their issues stay as they are.")
        Path issues;
    }

    @Override
    public String kind() {
        return "un-votes";
    }

    @Override
    public boolean rehearses() {
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
