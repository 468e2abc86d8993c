package org.demarche.packaging;

import java.io.IOException;
import java.nio.file.Path;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What the first native executable lacked; runs against the jar too. src/bench/SameAnswers.java compares two programs in
 * full.
 */
class NativeExecutableIT {

    @TempDir
    static Path folder;

    private static EmbeddedDatabase database;
    private static RunningProgram program;

    @BeforeAll
    static void start() throws IOException {
        database = DataFolder.EMPTY.start(folder);
        program = RunningProgram.start(RunningProgram.connectingTo(database)).listening();
    }

    @AfterAll
    static void stop() throws IOException {
        if (program != null) {
            program.close();
        }
        database.close();
    }

    @Test
    void theNativeExecutableIsTested() throws IOException {
        if (!RunningProgram.isNative()) {
            System.out.println(
                    "Skipped: the tests of the program run against the jar. To run them against the native executable,"
                            + " build it with -Dnative, or name one with -Ddemarche.executable=PATH");
        }
        assumeTrue(RunningProgram.isNative());
        assertThat(program.output()).contains(" native (powered by Quarkus ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ countries(orderBy: NOPE) { totalCount } } | INVALID_ARGUMENT",
                "{ countries(first: 99999999999) { totalCount } } | INVALID_ARGUMENT",
                "{ countries(first: 1.5) { totalCount } } | INVALID_ARGUMENT",
                "{ countries(first: \"1\") { totalCount } } | INVALID_ARGUMENT",
                "{ countries(first: 251) { totalCount } } | INVALID_ARGUMENT",
                "{ countries(after: \"nope\") { totalCount } } | INVALID_CURSOR",
                "{ country(code: \"RU\") { name(language: \"fr_FR\") } } | INVALID_ARGUMENT",
                "{ nope } | INVALID_QUERY",
                "{ | INVALID_QUERY"
            })
    void anErrorHasItsCode(String query, String code) {
        JsonArray errors = new JsonObject(program.send(query).join()).getJsonArray("errors");
        assertThat(errors).as(query).isNotNull().isNotEmpty();
        assertThat(errors.getJsonObject(0).getJsonObject("extensions").getString("code"))
                .as("%s", errors)
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "fr, Allemagne",
        "ru, Германия",
        "ar, ألمانيا",
        "zh-Hant, 德國",
        "ka, გერმანია",
        "en, Germany",
        "tlh, Germany"
    })
    void countriesHaveNamesInManyLanguages(String language, String name) {
        assertThat(program.ask("{ country(code: \"DE\") { name(language: \"%s\") } }".formatted(language))
                        .getJsonObject("country")
                        .getString("name"))
                .isEqualTo(name);
    }

    @Test
    void garbageCollectionsAreMeasured() throws IOException {
        // A JVM has this metric only after the first collection.
        assumeTrue(RunningProgram.isNative());
        assertThat(program.management("/q/metrics").body())
                .contains("# TYPE jvm_gc_pause_seconds ", "# TYPE jvm_memory_used_bytes ");
    }
}
