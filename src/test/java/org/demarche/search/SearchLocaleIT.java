package org.demarche.search;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.VersionInfo;
import org.demarche.model.SearchText;
import org.demarche.support.DataFolder;
import org.demarche.support.PostgresServer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Words are found alike in a database of the locale C, whose functions know ASCII only, and in one of C.UTF-8. Characters
 * of later versions of Unicode than that of the tables are left out, so that the test does not depend on Java's.
 */
class SearchLocaleIT {

    private static final List<String> DATABASES = List.of("locale_c", "locale_utf8");
    private static final VersionInfo OF_TABLES = VersionInfo.getInstance(14);

    @TempDir
    static Path folder;

    private static PostgresServer server;

    @BeforeAll
    static void makeBothDatabases() throws IOException, SQLException {
        server = PostgresServer.start(DataFolder.EMPTY, folder.resolve("data"));
        makeDatabase("locale_c", "C");
        makeDatabase("locale_utf8", "C.UTF-8");
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Test
    void whatIsNeitherLetterNorDigitSeparatesWords() throws SQLException {
        int[] separators = characters(SearchLocaleIT::separates);
        assertThat(separators).hasSizeGreaterThan(7_000);
        String query = "select distinct to_tsvector('demarche_text', searchable('ab' || chr(c) || 'cd'))"
                + " from unnest(?::int[]) c";
        for (String database : DATABASES) {
            assertThat(texts(database, query, separators)).as(database).containsExactly("'ab':1 'cd':2");
        }
    }

    @Test
    void softHyphensJoinersMarksOfDirectionAndAccentsSeparateNothing() throws SQLException {
        int[] marks = IntStream.concat(
                        IntStream.of(characters(SearchLocaleIT::belongsToAWord)), IntStream.rangeClosed(0x300, 0x36F))
                .toArray();
        String query = "select distinct to_tsvector('demarche_name', searchable('ab' || chr(c) || 'cd'))"
                + " from unnest(?::int[]) c";
        for (String database : DATABASES) {
            assertThat(texts(database, query, marks)).as(database).containsExactly("'abcd':1");
        }
    }

    @Test
    void capitalLettersOfAllScriptsFindSmallOnes() throws SQLException {
        int[] capitals = characters(c -> UCharacter.isLetter(c) && UCharacter.toLowerCase(c) != c);
        int[] small = IntStream.of(capitals).map(UCharacter::toLowerCase).toArray();
        String query =
                "select to_tsvector('demarche_name', searchable('ab' || chr(c) || 'cd')) from unnest(?::int[]) c";
        List<String> expected = texts("locale_c", query, small);
        for (String database : DATABASES) {
            assertThat(texts(database, query, capitals)).as(database).isEqualTo(expected);
        }
    }

    @Test
    void lettersAndDigitsAreTheSameWordsInBoth() throws SQLException {
        // Every seventh of the alphabets, every three-hundredth of the many Chinese characters and Korean syllables.
        int[] letters = characters(
                c -> UCharacter.isLetterOrDigit(c) && c % (c >= 0x3400 && c < 0xD7A4 || c >= 0x20000 ? 300 : 7) == 0);
        String query =
                "select to_tsvector('demarche_text', searchable('ab' || chr(c) || 'cd ' || chr(c))) from unnest(?::int[]) c";
        assertThat(texts("locale_utf8", query, letters)).isEqualTo(texts("locale_c", query, letters));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The “Taliban” — formerly the… government’s «enemy» | taliban",
                "The “Taliban” — formerly the… government’s «enemy» | formerly",
                "The “Taliban” — formerly the… government’s «enemy» | “taliban”",
                "The “Taliban” — formerly the… government’s «enemy» | ‘government’ «enemy»",
                "Côte d’Ivoire | COTE D'IVOIRE",
                "Côte\u00A0d’Ivoire | cote d‘ivoire",
                "中国、俄罗斯。 | 俄罗斯",
                "РОССИЯ – Украина | россия украина",
                "İstanbul ve Ağrı | istanbul agri",
                "ΕΛΛΆΔΑΣ | ελλάδας",
                "The U.S.S.R. and the U.N. | ussr un",
                "The USSR | U.S.S.R.",
                "inter\u00ADnational | international",
                "Resolution 68/262 (2014) | 68/262",
                "Co-operation in defence | cooperation in defense",
            })
    void aTextIsFound(String text, String search) throws SQLException {
        assertThat(matches(text, search)).containsExactly("true", "true");
    }

    @Test
    void exclusionsAndPhrasesHoldInBoth() throws SQLException {
        assertThat(matches("Congo - Kinshasa", "congo -kinshasa")).containsExactly("false", "false");
        assertThat(matches("Congo - Kinshasa", "congo - kinshasa")).containsExactly("true", "true");
        assertThat(matches("concert hall", "„hall concert“")).containsExactly("false", "false");
        assertThat(matches("concert hall", "hall concert")).containsExactly("true", "true");
    }

    private static boolean separates(int character) {
        return switch (UCharacter.getType(character)) {
            case UCharacter.CONTROL,
                    UCharacter.PRIVATE_USE,
                    UCharacter.SPACE_SEPARATOR,
                    UCharacter.LINE_SEPARATOR,
                    UCharacter.PARAGRAPH_SEPARATOR,
                    UCharacter.DASH_PUNCTUATION,
                    UCharacter.START_PUNCTUATION,
                    UCharacter.END_PUNCTUATION,
                    UCharacter.CONNECTOR_PUNCTUATION,
                    UCharacter.OTHER_PUNCTUATION,
                    UCharacter.INITIAL_PUNCTUATION,
                    UCharacter.FINAL_PUNCTUATION,
                    UCharacter.MATH_SYMBOL,
                    UCharacter.CURRENCY_SYMBOL,
                    UCharacter.MODIFIER_SYMBOL,
                    UCharacter.OTHER_SYMBOL -> true;
            case UCharacter.FORMAT -> !belongsToAWord(character);
            default -> false;
        };
    }

    /** Soft hyphens, joiners, and marks of direction. */
    private static boolean belongsToAWord(int format) {
        return format == 0xAD
                || format == 0x61C
                || format == 0x180E
                || format >= 0x200C && format <= 0x200F
                || format >= 0x202A && format <= 0x202E
                || format >= 0x2060 && format <= 0x206F;
    }

    /** All but U+0000, which PostgreSQL does not store, and halves of surrogate pairs. */
    private static int[] characters(IntPredicate selected) {
        return IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .filter(c -> c < 0xE000 || c > 0xF8FF || c % 100 == 0)
                .filter(c -> c < 0xF0000)
                .filter(c -> UCharacter.getAge(c).compareTo(OF_TABLES) <= 0)
                .filter(selected)
                .toArray();
    }

    private static List<String> matches(String text, String search) throws SQLException {
        List<String> found = new ArrayList<>();
        for (String database : DATABASES) {
            found.addAll(texts(
                    database,
                    "select (to_tsvector('demarche_name', searchable(?))"
                            + " @@ websearch_to_tsquery('demarche_name', searchable(?)))::text",
                    text,
                    SearchText.checked("search", search)));
        }
        return found;
    }

    private static List<String> texts(String database, String query, int[] characters) throws SQLException {
        return texts(database, query, (Object) IntStream.of(characters).boxed().toArray(Integer[]::new));
    }

    private static List<String> texts(String database, String query, Object... values) throws SQLException {
        try (Connection connection = connection(database);
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof Integer[] numbers) {
                    statement.setArray(i + 1, connection.createArrayOf("int", numbers));
                } else {
                    statement.setString(i + 1, values[i].toString());
                }
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }

    private static void makeDatabase(String name, String locale) throws SQLException {
        try (Connection connection = connection("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database %s template template0 encoding 'UTF8' locale_provider libc locale '%s'"
                    .formatted(name, locale));
        }
        Flyway.configure()
                .dataSource(url(name), server.user(), "")
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private static Connection connection(String database) throws SQLException {
        return DriverManager.getConnection(url(database), server.user(), "");
    }

    private static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), database);
    }
}
