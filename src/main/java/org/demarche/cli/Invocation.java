package org.demarche.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What the arguments of the program say to do. */
public final class Invocation {

    /** The exit code of any failure. */
    public static final int FAILED = 1;

    private final DatabaseCommand command;
    private final Integer exitCode;

    private Invocation(DatabaseCommand command, Integer exitCode) {
        this.command = command;
        this.exitCode = exitCode;
    }

    /**
     * Parses the arguments. Prints help, or what is wrong with the arguments. Runs commands that do not need Quarkus.
     *
     * @param root the command that the arguments belong to
     */
    public static Invocation of(Object root, String... arguments) {
        CommandLine program =
                new CommandLine(root).setUsageHelpAutoWidth(true).registerConverter(Path.class, GivenArguments::path);
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
        if (last.getCommand() instanceof DatabaseCommand command) {
            return new Invocation(command, null);
        }
        if (last.getCommand() instanceof Callable<?>) {
            return new Invocation(null, call(last.getCommand()));
        }
        if (last == program) {
            return new Invocation(null, null);
        }
        last.usage(System.err);
        return new Invocation(null, FAILED);
    }

    private static int call(Callable<Integer> command) {
        try {
            return command.call();
        } catch (Exception failure) {
            System.err.println(failure);
            return FAILED;
        }
    }

    /** The command to run in Quarkus; empty for the service. */
    public Optional<DatabaseCommand> command() {
        return Optional.ofNullable(command);
    }

    /** The exit code, if everything is done and the program must exit. */
    public Optional<Integer> exitCode() {
        return Optional.ofNullable(exitCode);
    }
}
