package org.demarche.cli;

import java.nio.file.Path;
import java.util.Map;

import io.quarkus.runtime.QuarkusApplication;
import org.demarche.error.ClientErrorException;
import org.demarche.exporting.ExportFormat;
import org.demarche.exporting.ExportKind;
import org.demarche.exporting.ExportRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A subcommand of export. Its name is that of what it exports; {@link FilterOptions} adds the options for its filters. */
public abstract class ExportSubcommand implements DatabaseCommand {

    static final String EXIT_CODE =
            "Exit code: 0 if everything was written, or if the reader of a pipe wanted no more; 1 if the "
                    + "export failed. A file is then left as it was.";

    private static final String COMPRESSED = ".gz";

    @Spec
    CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "csv|jsonl|yaml",
            description =
                    "How to write: a table, an object on each line, or a record. Default: as the name of the file says, "
                            + "else csv.")
    String format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file to write, compressed if its name ends with .gz. It is replaced when the export is "
                    + "complete. Default: standard output.")
    Path output;

    @Option(
            names = "--print-cursor",
            description =
                    "Print to standard error the cursor with which to go on in the feed of changes (query changes).")
    boolean printCursor;

    @Mixin
    HelpOption help;

    @Override
    public Class<? extends QuarkusApplication> application() {
        return ExportApplication.class;
    }

    /** Standard output is for the export alone. */
    @Override
    public Map<String, String> settings() {
        return Map.of("quarkus.log.console.stderr", "true");
    }

    /** @throws ClientErrorException if an option has a value that is not allowed */
    ExportRequest request() {
        ExportKind kind = kind(spec);
        ExportFormat chosen = format();
        if (!kind.hasFormat(chosen)) {
            throw ClientErrorException.invalid(
                    "--format", "%s cannot be written as %s; use csv or jsonl".formatted(kind.label(), chosen.label()));
        }
        return ExportRequest.of(kind, chosen, FilterOptions.given(spec));
    }

    static ExportKind kind(CommandSpec spec) {
        return ExportKind.of(spec.name()).orElseThrow();
    }

    boolean isCompressed() {
        return output != null && output.toString().endsWith(COMPRESSED);
    }

    private ExportFormat format() {
        if (format != null) {
            return ExportFormat.of(format)
                    .orElseThrow(() -> ClientErrorException.invalid(
                            "--format", "'%s' is not a format; use csv, jsonl or yaml".formatted(format)));
        }
        return output == null
                ? ExportFormat.CSV
                : ExportFormat.of(ending(output.toString())).orElse(ExportFormat.CSV);
    }

    private static String ending(String file) {
        String plain = file.endsWith(COMPRESSED) ? file.substring(0, file.length() - COMPRESSED.length()) : file;
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
