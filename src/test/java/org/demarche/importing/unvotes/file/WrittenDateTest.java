package org.demarche.importing.unvotes.file;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WrittenDateTest {

    @ParameterizedTest
    @CsvSource({
        "2019-10-10",
        "2019-10-10 00:00:00",
        "2019-10-10T00:00:00Z",
        "10 October 2019",
        "10\u00a0October\u00a02019",
        "10  October 2019 in Nairobi"
    })
    void theFilesWriteDaysInSeveralWays(String written) throws InvalidRowException {
        assertThat(WrittenDate.parse("date", written)).hasToString("2019-10-10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2019-02-30", "31 June 2019", "10 Oktober 2019", "2019", "2019-10-10 12:30:00"})
    void otherTextsAreNoDays(String written) {
        assertThatThrownBy(() -> WrittenDate.parse("date", written))
                .isInstanceOf(InvalidRowException.class)
                .hasMessage("date is '%s'; write a day such as 2015-12-23", written);
    }
}
