package org.demarche.importing.unvotes;

import java.time.LocalDate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SeatsTest {

    @ParameterizedTest
    @CsvSource({
        "RU,   1991-12-23, SUHH",
        "SUHH, 1991-12-24, RU",
        "RU,   1991-12-24, RU",
        "YUCS, 2003-02-03, YUCS",
        "YUCS, 2003-02-04, CSXX",
        "YUCS, 2006-06-02, CSXX",
        "YUCS, 2006-06-03, RS",
        "RS,   1980-01-01, YUCS",
        "XFRG, 1990-10-02, XFRG",
        "XFRG, 1990-10-03, DE",
        "DE,   1980-01-01, XFRG",
        "XYAR, 1990-05-22, YE",
        "YE,   1990-05-21, XYAR",
        "TW,   1971-10-24, TW",
        "TW,   1971-10-25,",
        "CN,   1971-10-24,",
        "CN,   1971-10-25, CN",
        "NO,   1950-01-01, NO"
    })
    void theVoteCountsForTheHolderOfTheSeatOnTheDay(String named, LocalDate day, String holder) {
        assertThat(Seats.holder(named, day).orElse(null)).isEqualTo(holder);
    }
}
