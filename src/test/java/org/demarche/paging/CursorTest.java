package org.demarche.paging;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

/** Cursors as clients receive and send them: written by a keyset, read by a page request. */
class CursorTest {

    private enum Order {
        BY_ALL_ASC,
        BY_ALL_DESC
    }

    private record Item(String name, LocalDate day, float rank, long id) {}

    private static final Item ITEM = new Item("åland — “isles”, 奥兰", LocalDate.of(1921, 6, 24), 0.1f, 248);

    private static final Keyset<Double> SCORES =
            Keyset.of("scores", new KeysetColumn<>("score", ColumnType.SCORE, score -> score));

    private static final Keyset<OffsetDateTime> TIMES =
            Keyset.descending("times", new KeysetColumn<>("time", ColumnType.TIME, time -> time));

    private static final Keyset<Item> KEYSET = keyset("islands", Order.BY_ALL_ASC);

    @ParameterizedTest
    @ValueSource(longs = {1, 0, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void aCursorHoldsTheValuesOfColumnsOfEveryType(long id) {
        Item item = new Item(ITEM.name, ITEM.day, ITEM.rank, id);
        assertThat(read(KEYSET.cursor(item))).containsExactly(item.name, item.day, item.rank, item.id);
    }

    @Test
    void emptyTextsAndTheOutermostDaysAreHeldToo() {
        Item first = new Item("", LocalDate.of(1, 1, 1), Float.MIN_VALUE, 1);
        Item last = new Item(" ", LocalDate.of(9999, 12, 31), Float.MAX_VALUE, 1);
        assertThat(read(KEYSET.cursor(first))).containsExactly(first.name, first.day, first.rank, first.id);
        assertThat(read(KEYSET.cursor(last))).containsExactly(last.name, last.day, last.rank, last.id);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 1 / 3d, 0.1 + 0.2, Double.MIN_VALUE})
    void aScoreIsHeldToTheLastBit(double score) {
        assertThat(SCORES.read("after", SCORES.cursor(score))).containsExactly(score);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0.50", "1", "5e-1", "0.5d", " 0.5", ""})
    void aScoreIsReadInTheOneSpellingThatItIsWrittenIn(String score) {
        assertRefused(ErrorCode.INVALID_CURSOR, () -> SCORES.read("after", base64("scores||" + score)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-07-03T12:00:00.123456Z",
                "2025-07-03T12:00:00.100Z",
                "2025-07-03T12:00Z",
                "0001-01-01T00:00Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void aTimeIsHeldToTheMicrosecond(String time) {
        OffsetDateTime instant = OffsetDateTime.parse(time);
        assertThat(TIMES.read("after", TIMES.cursor(instant))).containsExactly(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-07-03T12:00:00Z",
                "2025-07-03T12:00+00:00",
                "2025-07-03T14:00+02:00",
                "2025-07-03",
                "0000-01-01T00:00Z",
                "+10000-01-01T00:00Z",
                "infinity",
                ""
            })
    void aTimeIsReadInTheOneSpellingThatItIsWrittenIn(String time) {
        assertRefused(ErrorCode.INVALID_CURSOR, () -> TIMES.read("after", base64("times||" + time)));
    }

    @Test
    void aCursorGoesIntoAnAddressAsItIs() {
        assertThat(KEYSET.cursor(ITEM)).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String cursor = keyset("events", Order.BY_ALL_ASC).cursor(ITEM);
        assertRefused(ErrorCode.INVALID_CURSOR, () -> read(cursor))
                .hasMessageStartingWith("after: ")
                .hasMessageContaining("another list");
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() {
        String cursor = keyset("islands", Order.BY_ALL_DESC).cursor(ITEM);
        assertRefused(ErrorCode.INVALID_CURSOR, () -> read(cursor)).hasMessageContaining("another sort order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "islands",
                "islands|BY_ALL_ASC",
                "islands|BY_ALL_ASC|a|2021-01-01|0.1",
                "islands|BY_ALL_ASC|a|2021-01-01|0.1|1|1",
                "|BY_ALL_ASC|a|2021-01-01|0.1|1",
                "islands||a|2021-01-01|0.1|1",
                "islands|BY_ALL_ASC|a|2021-01-01|0.1|",
                "islands|BY_ALL_ASC|a||0.1|1",
                "islands|BY_ALL_ASC|a|2021-01-01||1",
                "islands|BY_ALL_ASC|a|2021-02-30|0.1|1",
                "islands|BY_ALL_ASC|a|2021|0.1|1",
                "islands|BY_ALL_ASC|a|0000-01-01|0.1|1",
                "islands|BY_ALL_ASC|a|-0001-01-01|0.1|1",
                "islands|BY_ALL_ASC|a|+10000-01-01|0.1|1",
                "islands|BY_ALL_ASC|a|+999999999-12-31|0.1|1",
                "islands|BY_ALL_ASC|a|infinity|0.1|1",
                "islands|BY_ALL_ASC|a|2021-01-01|x|1",
                "islands|BY_ALL_ASC|a|2021-01-01|0.1|x",
                "islands|BY_ALL_ASC|a|2021-01-01|0.1|9223372036854775808",
                "islands|BY_ALL_ASC|a|2021-01-01|0.1|1.5",
                "islands|BY_ALL_ASC|a\u0000|2021-01-01|0.1|1"
            })
    void aForgedCursorIsRefused(String forged) {
        assertRefused(ErrorCode.INVALID_CURSOR, () -> read(base64(forged)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "0x1p3", "0.1f", " 0.1", ".1", "1"})
    void aRankIsReadInTheOneSpellingThatItIsWrittenIn(String rank) {
        assertRefused(ErrorCode.INVALID_CURSOR, () -> read(base64("islands|BY_ALL_ASC|a|2021-01-01|" + rank + "|1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "01", "-0", "١"})
    void aNumberIsReadInTheOneSpellingThatItIsWrittenIn(String number) {
        assertRefused(ErrorCode.INVALID_CURSOR, () -> read(base64("islands|BY_ALL_ASC|a|2021-01-01|0.1|" + number)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "a b", "é", "\u0000", "A", "islands", "null", "AAAA", "////"})
    void whatWasNeverACursorIsRefused(String cursor) {
        assertRefused(ErrorCode.INVALID_CURSOR, () -> read(cursor))
                .hasMessageContaining("not a cursor of this service");
    }

    @Test
    void aCursorCutShortByAColumnIsRefusedAndSoIsAHugeOne() {
        String cursor = KEYSET.cursor(ITEM);
        assertRefused(ErrorCode.INVALID_CURSOR, () -> read(cursor.substring(0, cursor.length() / 2)));
        assertRefused(ErrorCode.INVALID_CURSOR, () -> read(cursor.repeat(10_000)));
        assertRefused(ErrorCode.INVALID_CURSOR, () -> read(base64("|".repeat(1_000_000))));
    }

    private static List<Object> read(String cursor) {
        return PageRequest.of(KEYSET, 10, cursor).after();
    }

    private static String base64(String parts) {
        byte[] bytes = parts.replace('|', '\u001f').getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Keyset<Item> keyset(String list, Order order) {
        return Keyset.of(
                list,
                order,
                new KeysetColumn<>("name", ColumnType.TEXT, Item::name),
                new KeysetColumn<>("day", ColumnType.DATE, Item::day),
                new KeysetColumn<>("rank", ColumnType.RANK, Item::rank),
                new KeysetColumn<>("id", ColumnType.NUMBER, Item::id));
    }
}
