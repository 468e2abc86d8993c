package org.demarche.exporting;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.Postmaster;
import org.demarche.support.RecordContents;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/**
 * The whole record, with 800,000 votes of the UN, is exported and imported into another database, in less memory than the
 * record would fill, and kills in the middle leave nothing behind.
 */
@Heavy
class WholeRecordIT {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** The file has 15 MB. What is held of it must not grow with it. */
    private static final List<String> LITTLE_MEMORY = List.of("-Xmx192m");

    @TempDir
    Path temporary;

    @Test
    void theWholeRecordComesBackRowByRow() throws IOException, SQLException {
        Path folder = DataFolder.MIGRATED.copyTo(temporary.resolve("data"));
        try (RunningProgram service = RunningProgram.startOn(folder, Map.of(RunningProgram.RECORDS, "all"))
                .listening()) {
            await().atMost(PATIENCE).until(() -> service.management("/q/health/ready")
                    .body()
                    .replaceAll("\\s", "")
                    .contains("\"un-votes\":\"loaded\""));
        }
        Path record = temporary.resolve("record.yaml");
        EmbeddedDatabase exported = EmbeddedDatabase.join(folder);
        try (RunningProgram export = RunningProgram.startWith(
                LITTLE_MEMORY,
                RunningProgram.connectingTo(exported),
                "export",
                "events",
                "--output",
                record.toString())) {
            assertThat(export.exitCode(PATIENCE)).as(export.output()).isZero();
        }
        Map<String, String> whole = contents(folder);
        exported.close();
        Path empty = DataFolder.EMPTY.copyTo(temporary.resolve("other"));
        try (EmbeddedDatabase database = EmbeddedDatabase.join(empty)) {
            try (RunningProgram migrate = RunningProgram.start(RunningProgram.connectingTo(database), "migrate")) {
                assertThat(migrate.exitCode(PATIENCE)).as(migrate.output()).isZero();
            }
            Map<String, String> before = contents(empty);
            try (RunningProgram killed = imports(database, record)) {
                await().atMost(PATIENCE).until(() -> Postmaster.of(empty)
                        .text("select count(*) from pg_stat_activity where query like '%insert into stance%'"
                                + " and pid <> pg_backend_pid()")
                        .equals("1"));
                killed.kill();
            }
            await().atMost(PATIENCE).until(() -> Postmaster.of(empty)
                    .text("select count(*) from pg_locks where locktype = 'advisory'")
                    .equals("0"));
            assertThat(contents(empty)).as("after a kill").isEqualTo(before);
            try (RunningProgram imports = imports(database, record)) {
                assertThat(imports.exitCode(PATIENCE)).as(imports.output()).isZero();
                System.out.println(
                        imports.output().lines().reduce((first, last) -> last).orElse(""));
            }
            assertThat(contents(empty)).isEqualTo(whole);
            assertThat(Postmaster.of(empty)
                            .text("select last_analyze is not null from pg_stat_user_tables where relname = 'stance'"))
                    .isEqualTo("t");
        }
    }

    private static RunningProgram imports(EmbeddedDatabase database, Path record) throws IOException {
        return RunningProgram.startWith(
                LITTLE_MEMORY, RunningProgram.connectingTo(database), "import", "record", record.toString());
    }

    /** The number and a hash of the lines of each table: those of 800,000 stances need not be in memory. */
    private static Map<String, String> contents(Path folder) throws IOException, SQLException {
        Map<String, String> contents = new HashMap<>();
        for (Map.Entry<String, String> table : RecordContents.TABLES.entrySet()) {
            contents.put(
                    table.getKey(),
                    Postmaster.of(folder)
                            .text("select count(*) || ' ' || md5(string_agg(md5(line), '' order by line)) from ("
                                    + table.getValue() + ") l"));
        }
        return contents;
    }
}
