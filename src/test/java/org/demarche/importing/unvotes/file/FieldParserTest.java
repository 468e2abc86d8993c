package org.demarche.importing.unvotes.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.demarche.importing.InputFile;
import org.demarche.importing.csv.CsvFile;
import org.demarche.importing.csv.CsvRow;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FieldParserTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"101, 101", "101.0, 101", "101.000, 101", "011, 11", "1e+05, 100000", "1.5E3, 1500", " 7 , 7"})
    void aWholeNumberIsReadHoweverAProgramWritesIt(String text, int number) throws Exception {
        assertThat(FieldParser.rollCall(row("rcid", text))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NA", "x", "101.5", "-1", "1,000", "1e99", "1e-1", "12345678901", "101.", "١"})
    void anythingElseIsNotANumber(String text) {
        assertThatThrownBy(() -> FieldParser.rollCall(row("rcid", text)))
                .isInstanceOf(InvalidRowException.class)
                .hasMessageContaining("not a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2015-12-03",
                "2015-12-3",
                "2015-12-03 00:00:00",
                "2015-12-03T00:00:00Z",
                "2015-12-03T00:00:00.000+00:00",
                "2015-12-03 0:00",
                "2015-12-03 12:00:00 AM",
                "2015-12-03 00:00:00 UTC",
            })
    void aDayIsReadWithATimeOfMidnight(String text) throws Exception {
        assertThat(FieldParser.isoDate(row("date", text))).hasToString("2015-12-03");
        assertThat(FieldParser.usDate(row("date", text))).hasToString("2015-12-03");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12/3/2015", "12/03/2015 0:00", "12/3/2015 12:00:00 AM"})
    void theCodedFormatWritesTheMonthFirst(String text) throws Exception {
        assertThat(FieldParser.usDate(row("date", text))).hasToString("2015-12-03");
        assertThatThrownBy(() -> FieldParser.isoDate(row("date", text))).isInstanceOf(InvalidRowException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2015-02-30",
                "0000-01-01",
                "2015-12-03 15:30",
                "2015-12-03 12:00:00",
                "2015-12",
                "13/31/2015",
                "2015-12-03 00:00:00+05:00",
                "3.12.2015",
                "2015-12-03x"
            })
    void anythingElseIsNotADay(String text) {
        assertThatThrownBy(() -> FieldParser.usDate(row("date", text)))
                .isInstanceOf(InvalidRowException.class)
                .hasMessageContaining("date is '" + text + "'; write a day such as 2015-12-23");
    }

    private CsvRow row(String column, String value) throws IOException {
        List<CsvRow> rows = new ArrayList<>();
        Path file = Files.writeString(folder.resolve("t.csv"), column + ",x\n\"" + value + "\",x\n");
        new CsvFile(new InputFile(file), "a table", List.of(column)).read(rows::add, null, bytes -> {});
        return rows.get(0);
    }
}
