package org.demarche.exporting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CsvEncoderTest {

    private static final List<Column<Row>> COLUMNS = List.of(
            Column.code("code", Row::code), Column.text("words", Row::words), Column.code("addresses", Row::addresses));

    private record Row(Object code, Object words, List<String> addresses) {}

    @Test
    void linesEndWithCrlfAndSpecialCharactersAreQuoted() throws IOException {
        assertThat(csv(
                        new CsvLayout(null),
                        new Row(
                                "FR",
                                "Says \"no\", twice\nand again",
                                List.of("https://a.example/,", "https://b.example"))))
                .isEqualTo("code,words,addresses\r\n"
                        + "FR,\"Says \"\"no\"\", twice\nand again\",\"https://a.example/, https://b.example\"\r\n");
    }

    @Test
    void whatIsUnknownIsAnEmptyCell() throws IOException {
        assertThat(csv(CsvLayout.DEFAULT, new Row(null, null, List.of()))).endsWith("\r\n,,\r\n");
    }

    @Test
    void lettersAreUtf8AndFollowAMarkOnlyIfThatIsWanted() throws IOException {
        assertThat(csv(CsvLayout.DEFAULT, new Row("CI", "Côte d’Ivoire 🇨🇮", List.of())))
                .startsWith("code,")
                .contains("Côte d’Ivoire 🇨🇮");
        assertThat(csv(new CsvLayout(true), new Row("CI", "x", List.of()))).startsWith("\ufeffcode,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－1"})
    void aTextThatASpreadsheetWouldCalculateFollowsAnApostrophe(String text) throws IOException {
        assertThat(csv(CsvLayout.DEFAULT, new Row("x", text, List.of()))).contains("'" + text);
    }

    @Test
    void numbersAndOtherTextsStayAsTheyAre() throws IOException {
        assertThat(csv(CsvLayout.DEFAULT, new Row(-5, "1 - 1 = 0", List.of()))).endsWith("\r\n-5,1 - 1 = 0,\r\n");
    }

    private static String csv(CsvLayout layout, Row... rows) throws IOException {
        CsvEncoder<Row> encoder = new CsvEncoder<>(COLUMNS, layout);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encoder.begin(out);
        encoder.write(Arrays.asList(rows), out);
        encoder.end(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
