package org.demarche.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "export",
        description =
                "Write the data of the service as a table, as lines of JSON, or as a record that can be imported. The "
                        + "service may be running.",
        subcommands = {ExportCommand.Stances.class, ExportCommand.Events.class, ExportCommand.Alignments.class},
        footer = {
            "",
            "Examples:",
            "  export stances --country FR,DE --from 2000 --to 2015 --output stances.csv",
            "  export events --topic taliban-recognition --format jsonl",
            "  export alignments --country FR --kind VOTE --from 2000",
            "  export events --output record.yaml.gz",
            "",
            "The database is the configured one (QUARKUS_DATASOURCE_REACTIVE_URL). If none is configured, it is the "
                    + "embedded one in the folder DEMARCHE_EMBEDDED_DATA_DIR.",
            "",
            "An export shows the data as they were when it began. It takes the same memory however long it is."
        })
public class ExportCommand {

    @Mixin
    HelpOption help;

    @Command(
            name = "stances",
            sortOptions = false,
            modelTransformer = FilterOptions.class,
            description = "Write stances, in the order in which they began; as a record, their events with them.",
            footer = {"", ExportSubcommand.EXIT_CODE})
    public static class Stances extends ExportSubcommand {}

    @Command(
            name = "events",
            sortOptions = false,
            modelTransformer = FilterOptions.class,
            description =
                    "Write events by date, with how many countries hold each position; as a record, with all their "
                            + "stances, and without filters everything that can be recorded.",
            footer = {"", ExportSubcommand.EXIT_CODE})
    public static class Events extends ExportSubcommand {}

    @Command(
            name = "alignments",
            sortOptions = false,
            modelTransformer = FilterOptions.class,
            description =
                    "Write how alike each pair of countries stands. There is no record of them: they are computed.",
            footer = {"", ExportSubcommand.EXIT_CODE})
    public static class Alignments extends ExportSubcommand {}
}
