package org.demarche.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What the arguments of the program ask for. */
public final class Invocation {

    /** The exit code of whatever failed. */
    public static final int FAILED = 1;

    private final DatabaseCommand task;
    private final Integer exitCode;

    private Invocation(DatabaseCommand task, Integer exitCode) {
        this.task = task;
        this.exitCode = exitCode;
    }

    /**
     * Shows help, or what is wrong with the arguments, and runs what needs no Quarkus.
     *
     * @param root the command whose arguments these are
     */
    public static Invocation of(Object root, String... arguments) {
        CommandLine program = new CommandLine(root).setUsageHelpAutoWidth(true);
        try {
            ParseResult parsed = program.parseArgs(arguments);
            if (CommandLine.printHelpIfRequested(parsed)) {
                return new Invocation(null, 0);
            }
            List<CommandLine> chosen = parsed.asCommandLineList();
            return chosen(program, chosen.get(chosen.size() - 1));
        } catch (ParameterException mistake) {
            System.err.println(mistake.getMessage());
            System.err.printf(
                    "Try '%s --help'.%n",
                    mistake.getCommandLine().getCommandSpec().qualifiedName());
            return new Invocation(null, FAILED);
        }
    }

    private static Invocation chosen(CommandLine program, CommandLine last) {
        if (last.getCommand() instanceof DatabaseCommand task) {
            return new Invocation(task, null);
        }
        if (last.getCommand() instanceof Callable<?>) {
            return new Invocation(null, called(last.getCommand()));
        }
        if (last == program) {
            return new Invocation(null, null);
        }
        last.usage(System.err);
        return new Invocation(null, FAILED);
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
    public Optional<DatabaseCommand> task() {
        return Optional.ofNullable(task);
    }

    /** With which the program ends at once, when all has been said. */
    public Optional<Integer> exitCode() {
        return Optional.ofNullable(exitCode);
    }
}
