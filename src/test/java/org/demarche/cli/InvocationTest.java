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
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(said));
        System.setErr(new PrintStream(said));
    }

    @AfterEach
    void listenNoMore() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void withoutArgumentsTheServiceIsStarted() {
        Invocation commands = of();
        assertThat(commands.task()).isEmpty();
        assertThat(commands.exitCode()).isEmpty();
    }

    @Test
    void whatWorksOnTheDatabaseIsATask() {
        assertThat(of("import", "un-votes", "--voeten", "f").task()).containsInstanceOf(ImportUnVotesCommand.class);
        assertThat(of("import", "record", "f", "--dry-run").task()).containsInstanceOf(ImportRecordCommand.class);
        assertThat(of("migrate").task()).containsInstanceOf(MigrateCommand.class);
    }

    @ParameterizedTest
    @CsvSource({
        "--help, Without a command: starts the service.",
        "import --help, nothing is ever removed",
        "import un-votes --help, 1 it failed.",
        "import record -h, FILE|FOLDER",
        "migrate --help, QUARKUS_FLYWAY_MIGRATE_AT_START=false",
        "health --help, containers"
    })
    void helpIsAPageAndNoFailure(String arguments, String words) {
        assertThat(of(arguments.split(" ")).exitCode()).contains(0);
        assertThat(said.toString().replaceAll("\\s+", " ")).contains(words);
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
                "import record | Missing required parameter: 'FILE|FOLDER'",
                "migrate now | Unmatched argument at index 1: 'now'",
                "health --live --ready | mutually exclusive",
                "health --port x | '--port'"
            })
    void aMistakeIsSaid(String arguments, String words) {
        assertThat(of(arguments.split(" ")).exitCode()).contains(1);
        assertThat(said.toString()).contains(words).doesNotContain("Exception");
    }

    private static Invocation of(String... arguments) {
        return Invocation.of(new DemarcheCommand(), arguments);
    }
}
