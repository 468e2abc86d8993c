package org.demarche.program;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What the arguments of the program ask for. */
public final class Commands {

    /** The exit code of whatever failed. */
    public static final int FAILED = 1;

    private final Task task;
    private final Integer exitCode;

    private Commands(Task task, Integer exitCode) {
        this.task = task;
        this.exitCode = exitCode;
    }

    /**
     * Shows help, or what is wrong with the arguments, and runs what needs no Quarkus.
     *
     * @param root the command whose arguments these are
     */
    public static Commands of(Object root, String... arguments) {
        CommandLine program = new CommandLine(root).setUsageHelpAutoWidth(true);
        try {
            ParseResult parsed = program.parseArgs(arguments);
            if (CommandLine.printHelpIfRequested(parsed)) {
                return new Commands(null, 0);
            }
            List<CommandLine> chosen = parsed.asCommandLineList();
            return chosen(program, chosen.get(chosen.size() - 1));
        } catch (ParameterException mistake) {
            System.err.println(mistake.getMessage());
            System.err.printf(
                    "Try '%s --help'.%n",
                    mistake.getCommandLine().getCommandSpec().qualifiedName());
            return new Commands(null, FAILED);
        }
    }

    private static Commands chosen(CommandLine program, CommandLine last) {
        if (last.getCommand() instanceof Task task) {
            return new Commands(task, null);
        }
        if (last.getCommand() instanceof Callable<?>) {
            return new Commands(null, called(last.getCommand()));
        }
        if (last == program) {
            return new Commands(null, null);
        }
        last.usage(System.err);
        return new Commands(null, FAILED);
    }

    private static int called(Callable<Integer> command) {
        try {
            return command.call();
        } catch (Exception failure) {
            System.err.println(failure);
            return FAILED;
        }
    }

    /** Empty when the service is to be started. */
    public Optional<Task> task() {
        return Optional.ofNullable(task);
    }

    /** With which the program ends at once, when all has been said. */
    public Optional<Integer> exitCode() {
        return Optional.ofNullable(exitCode);
    }
}
