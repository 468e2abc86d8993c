package org.demarche.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.VertxContextSupport;
import org.demarche.error.ClientErrorException;
import org.demarche.exporting.Export;
import org.demarche.exporting.ExportRequest;
import org.demarche.exporting.Exporter;
import org.jboss.logging.Logger;

/** Runs an export command: everything that the service has, without its ports. */
public class ExportApplication implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(ExportApplication.class);

    private final Exporter exporter;

    public ExportApplication(Exporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public int run(String... arguments) {
        ExportSubcommand command = command(arguments);
        try {
            export(command);
            return 0;
        } catch (ClientErrorException mistake) {
            System.err.println(mistake.getMessage());
        } catch (IOException failure) {
            if (isUnwanted(command, failure)) {
                return 0;
            }
            System.err.printf(
                    "The export failed: %s cannot be written: %s%n",
                    command.output == null ? "standard output" : command.output, reason(failure));
        } catch (Throwable failure) {
            LOG.debug("The export failed", failure);
            System.err.printf("The export failed: %s%n", failure.getMessage() == null ? failure : failure.getMessage());
        }
        return Invocation.FAILED;
    }

    private void export(ExportSubcommand command) throws Throwable {
        ExportRequest request = command.request();
        try (ExportOutput output = ExportOutput.open(command.output, command.isCompressed())) {
            write(request, output, command.printCursor);
            output.complete();
        }
    }

    private void write(ExportRequest request, ExportOutput output, boolean printCursor) throws Throwable {
        Export<?> export = open(request);
        try {
            if (printCursor) {
                printCursor(VertxContextSupport.subscribeAndAwait(export::changesCursor));
            }
            for (Supplier<byte[]> part = next(export); part != null; part = next(export)) {
                output.write(part.get());
            }
        } finally {
            VertxContextSupport.subscribeAndAwait(export::close);
        }
    }

    private static void printCursor(String cursor) {
        System.err.println(
                cursor == null ? "Alignments have no place in the feed of changes." : "Changes-Cursor: " + cursor);
    }

    private Export<?> open(ExportRequest request) throws Throwable {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> exporter.open(request));
        } catch (ClientErrorException mistake) {
            throw ClientErrorException.restated(mistake, request.inParameters(mistake.getMessage()));
        }
    }

    private static Supplier<byte[]> next(Export<?> export) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(export::next);
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "its folder does not exist";
        }
        return failure instanceof AccessDeniedException ? "there is no permission" : failure.getMessage();
    }

    /** The reader of the pipe has read enough, as {@code head} does. */
    private static boolean isUnwanted(ExportSubcommand command, IOException failure) {
        return command.output == null
                && failure.getMessage() != null
                && failure.getMessage().toLowerCase(Locale.ROOT).contains("broken pipe");
    }

    /** Parses the arguments again without the first, "export". */
    private static ExportSubcommand command(String... arguments) {
        String[] subcommand = Arrays.copyOfRange(arguments, 1, arguments.length);
        return (ExportSubcommand)
                Invocation.of(new ExportCommand(), subcommand).command().orElseThrow();
    }
}
