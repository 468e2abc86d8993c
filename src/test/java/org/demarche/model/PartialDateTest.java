package org.demarche.model;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartialDateTest {

    @ParameterizedTest
    @CsvSource({
        "1979, 1979-01-01",
        "1979-12, 1979-12-01",
        "1979-12-24, 1979-12-24",
        "2024-02-29, 2024-02-29",
        "0001, 0001-01-01",
        "9999-12-31, 9999-12-31"
    })
    void aDateKeepsItsTextAndBeginsOnItsFirstDay(String text, LocalDate firstDay) {
        PartialDate date = new PartialDate(text);
        assertThat(date.stringValueForSerialization()).isEqualTo(text);
        assertThat(date).hasToString(text);
        assertThat(date.firstDay()).isEqualTo(firstDay);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "79",
                "19790",
                "1979-",
                "1979-1",
                "1979-00",
                "1979-13",
                "1979-12-00",
                "1979-12-32",
                "1979-04-31",
                "2023-02-29",
                "0000",
                "0000-01-01",
                "-1979",
                "+1979",
                "1979-12-24T00:00",
                "1979-12-24Z",
                "24.12.1979",
                "1979/12/24",
                "19791224",
                "1979-W52",
                "197X",
                "1979~",
                " 1979",
                "1979 ",
                "1979\n",
                "١٩٧٩"
            })
    @NullSource
    void anythingElseIsRejectedWithValidExamples(String text) {
        assertThatThrownBy(() -> new PartialDate(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("write 1979, 1979-12 or 1979-12-24");
    }

    @Test
    void aRecordedDateMayBeNull() {
        assertThat(PartialDate.recorded(null)).isNull();
        assertThat(PartialDate.recorded("1979-12")).isEqualTo(new PartialDate("1979-12"));
    }

    @ParameterizedTest
    @CsvSource({"1979, 1979-12-31", "2024-02, 2024-02-29", "1979-12-24, 1979-12-24"})
    void aDateEndsOnItsLastDay(String text, LocalDate lastDay) {
        assertThat(new PartialDate(text).lastDay()).isEqualTo(lastDay);
    }

    @ParameterizedTest
    @CsvSource({"1979-12-24, 1979-12", "1979-12, 1979-12", "1979, 1979"})
    void aDayIsReducedToItsMonth(String text, String month) {
        assertThat(new PartialDate(text).toMonth()).hasToString(month);
    }

    @Test
    void aDateIncludesTheMorePreciseDatesThatItMayMean() {
        assertThat(new PartialDate("1979-12").includes(new PartialDate("1979-12-24")))
                .isTrue();
        assertThat(new PartialDate("1979").includes(new PartialDate("1979-12"))).isTrue();
        assertThat(new PartialDate("1979-12").includes(new PartialDate("1979-12")))
                .isFalse();
        assertThat(new PartialDate("1979-12").includes(new PartialDate("1979-11-24")))
                .isFalse();
    }

    @Test
    void datesOfDifferentPrecisionAreNotEqual() {
        assertThat(new PartialDate("1979"))
                .isEqualTo(new PartialDate("1979"))
                .hasSameHashCodeAs(new PartialDate("1979"))
                .isNotEqualTo(new PartialDate("1979-01"))
                .isNotEqualTo(new PartialDate("1979-01-01"));
    }
}
