package org.demarche.paging;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeysetTest {

    private enum Order {
        DATE_ASC,
        DATE_DESC
    }

    @Test
    void anOrderDescendsWhenItsNameSaysSo() {
        assertThat(keyset(Order.DATE_ASC).orderSql(false)).isEqualTo("e.day asc, e.id asc");
        assertThat(keyset(Order.DATE_DESC).orderSql(false)).isEqualTo("e.day desc, e.id desc");
    }

    @Test
    void readingBackwardTurnsEveryColumnAround() {
        assertThat(keyset(Order.DATE_ASC).orderSql(true)).isEqualTo("e.day desc, e.id desc");
        assertThat(keyset(Order.DATE_DESC).orderSql(true)).isEqualTo("e.day asc, e.id asc");
    }

    @Test
    void allColumnsAreComparedAsOneRow() {
        assertThat(keyset(Order.DATE_ASC).rowSql()).isEqualTo("(e.day, e.id)");
    }

    @Test
    void keysetsAreTheSameWhenTheyOrderTheSameListTheSameWay() {
        assertThat(keyset(Order.DATE_ASC))
                .isEqualTo(keyset(Order.DATE_ASC))
                .hasSameHashCodeAs(keyset(Order.DATE_ASC))
                .isNotEqualTo(keyset(Order.DATE_DESC))
                .isNotEqualTo(Keyset.of("other", Order.DATE_ASC));
    }

    @Test
    void whatStandsForTheItemsIsOrderedByTheItems() {
        Keyset<Long> numbers = Keyset.of("numbers", new KeysetColumn<>("id", ColumnType.NUMBER, number -> number));
        Keyset<String> texts = numbers.of(Long::valueOf);
        assertThat(texts.cursor("12")).isEqualTo(numbers.cursor(12L));
    }

    private static Keyset<Long> keyset(Order order) {
        return Keyset.of(
                "events",
                order,
                new KeysetColumn<>("e.day", ColumnType.DATE, key -> key),
                new KeysetColumn<>("e.id", ColumnType.NUMBER, key -> key));
    }
}
