package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.Postmaster;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged program and its embedded database: starts, stops, crashes. */
class EmbeddedLifecycleIT {

    private static final String COUNTS = "{ stances { totalCount } countries { totalCount } }";
    private static final String EVENT = "{ event(slug: \"taliban-takeover-2021\") { id } }";

    private static final JsonObject WHOLE_RECORD =
            new JsonObject("{\"stances\": {\"totalCount\": 23}, \"countries\": {\"totalCount\": 260}}");

    @TempDir
    Path temporary;

    @BeforeAll
    static void onlyTheJarContainsIt() throws IOException {
        RunningProgram.skipWhenNative();
    }

    @AfterEach
    void stopServer() throws IOException {
        if (Files.exists(Postmaster.file(folder())) && Postmaster.of(folder()).runs()) {
            Postmaster.of(folder()).kill();
        }
    }

    @Test
    void theFirstStartLoadsTheRecordAndTheNextOneFindsItUnchanged() throws IOException, SQLException {
        JsonObject event;
        try (RunningProgram first = RunningProgram.startAsUser(folder()).listening()) {
            assertThat(first.ask(COUNTS)).isEqualTo(WHOLE_RECORD);
            event = first.ask(EVENT);
            assertThat(event.getJsonObject("event")).isNotNull();
            Postmaster server = Postmaster.of(folder());
            assertThat(server.show("fsync")).isEqualTo("on");
            assertThat(server.show("synchronous_commit")).isEqualTo("on");
            assertThat(first.stop()).as("exit code").isIn(0, 143);
            assertThat(server.runs()).as("PostgreSQL runs").isFalse();
            assertThat(Postmaster.file(folder())).doesNotExist();
        }
        try (RunningProgram second = start()) {
            assertThat(second.ask(COUNTS)).isEqualTo(WHOLE_RECORD);
            assertThat(second.ask(EVENT)).isEqualTo(event);
            assertThat(second.output()).doesNotContain("Built-in record:").doesNotContain("Migrating schema");
        }
    }

    @Heavy
    @Test
    void afterKillOfTheServiceTheNextStartTakesOverItsDatabase() throws IOException {
        Postmaster server;
        DataFolder.EMPTY.copyTo(folder());
        try (RunningProgram killed = start()) {
            server = Postmaster.of(folder());
            Stream.generate(() -> COUNTS).limit(50).forEach(killed::send);
            killed.kill();
            assertThat(server.runs()).as("PostgreSQL runs").isTrue();
        }
        try (RunningProgram next = start()) {
            assertThat(next.ask(COUNTS)).isEqualTo(WHOLE_RECORD);
            assertThat(server.runs()).as("the first PostgreSQL runs").isFalse();
        }
    }

    @Heavy
    @Test
    void afterKillOfServiceAndDatabaseEverythingIsThere() throws IOException {
        DataFolder.EMPTY.copyTo(folder());
        try (RunningProgram killed = start()) {
            Postmaster server = Postmaster.of(folder());
            Stream.generate(() -> COUNTS).limit(50).forEach(killed::send);
            server.kill();
            killed.kill();
        }
        try (RunningProgram next = start()) {
            assertThat(next.ask(COUNTS)).isEqualTo(WHOLE_RECORD);
            assertThat(next.output()).doesNotContain("Built-in record:");
        }
    }

    @Heavy
    @Test
    void thePidOfTheKilledDatabaseMayBelongToAnotherProcess() throws IOException {
        DataFolder.MIGRATED.copyTo(folder());
        try (RunningProgram killed = start()) {
            Postmaster.of(folder()).kill();
            killed.kill();
        }
        Path file = Postmaster.file(folder());
        String number = Files.readAllLines(file).get(0);
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                number, Long.toString(ProcessHandle.current().pid())));
        try (RunningProgram next = start()) {
            assertThat(next.ask(COUNTS)).isEqualTo(WHOLE_RECORD);
        }
    }

    @Heavy
    @Test
    void aSecondServiceOnTheFolderExitsWithAnExplanation() throws IOException {
        DataFolder.MIGRATED.copyTo(folder());
        try (RunningProgram first = start();
                RunningProgram second = RunningProgram.startOn(folder())) {
            assertThat(second.exitCode()).isNotZero();
            second.assertExplained(folder().toString(), "DEMARCHE_EMBEDDED_DATA_DIR");
            assertThat(first.ask(COUNTS)).isEqualTo(WHOLE_RECORD);
        }
    }

    @Heavy
    @Test
    void anInterruptedFirstStartNeedsNoIntervention() throws IOException {
        Path data = Files.createDirectories(folder().resolve("postgres"));
        Files.createDirectories(data.resolve("base").resolve("1"));
        Files.writeString(data.resolve("PG_VERSION"), "18\n");
        Files.createFile(data.resolve("postgresql.conf"));
        try (RunningProgram next = start()) {
            assertThat(next.ask(COUNTS)).isEqualTo(WHOLE_RECORD);
        }
    }

    @Heavy
    @Test
    void anInterruptedUnpackingNeedsNoIntervention() throws IOException {
        EmbeddedDatabase.start(folder(), Map.of()).close();
        Files.delete(folder().resolve("initialised"));
        try (Stream<Path> files = Files.walk(folder().resolve("binaries"))) {
            List<Path> markers = files.filter(file -> file.endsWith(".exists")).toList();
            assertThat(markers).as("the library's marker of complete unpacking").hasSize(1);
            Files.delete(markers.get(0));
        }
        try (RunningProgram next = start()) {
            assertThat(next.ask(COUNTS)).isEqualTo(WHOLE_RECORD);
        }
    }

    @Heavy
    @Test
    void aFolderThatIsNotWritableIsExplained() throws IOException {
        Files.writeString(folder(), "a file where the folder should be");
        try (RunningProgram program = RunningProgram.startOn(folder())) {
            assertThat(program.exitCode()).isNotZero();
            program.assertExplained(folder().toString(), "DEMARCHE_EMBEDDED_DATA_DIR");
        }
    }

    private RunningProgram start() throws IOException {
        return RunningProgram.startOn(folder()).listening();
    }

    private Path folder() {
        return temporary.resolve("data");
    }
}
