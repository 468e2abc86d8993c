package org.demarche.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class InvocationTest {

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void captureOutput() {
        System.setOut(new PrintStream(printed));
        System.setErr(new PrintStream(printed));
    }

    @AfterEach
    void restoreOutput() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void withoutArgumentsTheServiceIsStarted() {
        Invocation commands = of();
        assertThat(commands.command()).isEmpty();
        assertThat(commands.exitCode()).isEmpty();
    }

    @Test
    void aCommandThatUsesTheDatabaseRunsInQuarkus() {
        assertThat(of("import", "un-votes", "--voeten", "f").command()).containsInstanceOf(ImportUnVotesCommand.class);
        assertThat(of("import", "un-votes", "--library", "f", "g", "--downloaded-on", "2026-11-23")
                        .command())
                .containsInstanceOf(ImportUnVotesCommand.class);
        assertThat(of("import", "un-votes", "--unxml", "f", "g").command())
                .containsInstanceOf(ImportUnVotesCommand.class);
        assertThat(of("import", "record", "f", "--dry-run").command()).containsInstanceOf(ImportRecordCommand.class);
        assertThat(of("migrate").command()).containsInstanceOf(MigrateCommand.class);
    }

    @ParameterizedTest
    @CsvSource({
        "--help, Start the service",
        "import --help, Nothing is ever deleted",
        "import un-votes --help, 1 if the import failed.",
        "import record -h, FILE|FOLDER",
        "migrate --help, QUARKUS_FLYWAY_MIGRATE_AT_START=false",
        "health --help, containers"
    })
    void helpIsPrintedAndIsNoFailure(String arguments, String words) {
        assertThat(of(arguments.split(" ")).exitCode()).contains(0);
        assertThat(printed.toString().replaceAll("\\s+", " ")).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exprot | Unmatched argument at index 0: 'exprot'",
                "import | Usage: demarche import",
                "import un-votes | Missing required argument",
                "import un-votes --votes v | --roll-calls=FILE",
                "import un-votes --voeten f --votes v --roll-calls r | mutually exclusive",
                "import un-votes --library f --unxml g | mutually exclusive",
                "import un-votes --downloaded-on 2026-11-23 | --library=FILE",
                "import record | Missing required parameter: 'FILE|FOLDER'",
                "migrate now | Unmatched argument at index 1: 'now'",
                "health --live --ready | mutually exclusive",
                "health --port x | '--port'"
            })
    void aMistakeIsExplained(String arguments, String words) {
        assertThat(of(arguments.split(" ")).exitCode()).contains(1);
        assertThat(printed.toString()).contains(words).doesNotContain("Exception");
    }

    private static Invocation of(String... arguments) {
        return Invocation.of(new DemarcheCommand(), arguments);
    }
}
