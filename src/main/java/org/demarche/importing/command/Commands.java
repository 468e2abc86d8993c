package org.demarche.importing.command;

import java.util.List;
import java.util.Optional;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What the arguments of the program ask for. */
public final class Commands {

    private final ImportTask task;
    private final Integer exitCode;

    private Commands(ImportTask task, Integer exitCode) {
        this.task = task;
        this.exitCode = exitCode;
    }

    /** Shows help, or what is wrong with the arguments. */
    public static Commands of(String... arguments) {
        CommandLine program = new CommandLine(new DemarcheCommand()).setUsageHelpAutoWidth(true);
        try {
            ParseResult parsed = program.parseArgs(arguments);
            if (CommandLine.printHelpIfRequested(parsed)) {
                return new Commands(null, 0);
            }
            List<CommandLine> chosen = parsed.asCommandLineList();
            CommandLine last = chosen.get(chosen.size() - 1);
            if (last.getCommand() instanceof ImportTask task) {
                return new Commands(task, null);
            }
            if (last == program) {
                return new Commands(null, null);
            }
            last.usage(System.err);
            return new Commands(null, ImportTask.FAILED);
        } catch (ParameterException mistake) {
            System.err.println(mistake.getMessage());
            System.err.printf(
                    "Try '%s --help'.%n",
                    mistake.getCommandLine().getCommandSpec().qualifiedName());
            return new Commands(null, ImportTask.FAILED);
        }
    }

    /** Empty when the service is to be started. */
    public Optional<ImportTask> task() {
        return Optional.ofNullable(task);
    }

    /** With which the program ends at once, when all has been said. */
    public Optional<Integer> exitCode() {
        return Optional.ofNullable(exitCode);
    }
}
