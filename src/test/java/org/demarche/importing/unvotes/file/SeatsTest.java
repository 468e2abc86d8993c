package org.demarche.importing.unvotes.file;

import org.demarche.model.PartialDate;
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
    void theVoteCountsForTheHolderOfTheSeatOnTheDay(String named, PartialDate day, String holder) {
        assertThat(Seats.holder(named, day).orElse(null)).isEqualTo(holder);
    }

    @ParameterizedTest
    @CsvSource({
        "TW,   1971-10, TW",
        "CN,   1971-10, CN",
        "TW,   1971-11,",
        "CN,   1971-09,",
        "XFRG, 1990-10, XFRG",
        "DE,   1990-10, DE",
        "XFRG, 1990-11, DE",
        "DE,   1990-09, XFRG",
        "XYAR, 1990-05, XYAR",
        "YE,   1990-05, YE",
        "SUHH, 1991-12, SUHH",
        "CSXX, 2003-02, CSXX",
        "RS,   2006-06, RS",
        "CSXX, 2006, CSXX",
        "NO,   1950-01, NO"
    })
    void inTheMonthOfAChangeTheVoteCountsForTheCountryThatIsNamed(String named, PartialDate month, String holder) {
        assertThat(Seats.holder(named, month).orElse(null)).isEqualTo(holder);
    }

    @ParameterizedTest
    @CsvSource({
        "RU, 1991-12, SUHH",
        "RU, 1992-01, RU",
        "YUCS, 2003-02, YUCS",
        "YUCS, 2006-06, CSXX",
        "YUCS, 2006-07, RS"
    })
    void theNameOfAWholeSeatMeansTheCountryThatHeldItWhenTheMonthBegan(String named, PartialDate month, String holder) {
        assertThat(Seats.holder(named, month)).contains(holder);
    }

    @ParameterizedTest
    @CsvSource({
        "TW,   1971-10, CN",
        "CN,   1971-10, TW",
        "CN,   1971-11,",
        "CN,   1971-10-26,",
        "XFRG, 1990-10, DE",
        "DE,   1990-10, XFRG",
        "DE,   1990-11,",
        "NO,   1950-01,"
    })
    void theOtherHolderOfASeatIsKnownInTheMonthOfAChange(String holder, PartialDate date, String other) {
        assertThat(Seats.otherHolder(holder, date).orElse(null)).isEqualTo(other);
    }
}
