package org.demarche.importing.unvotes.file;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.country.Country;
import org.demarche.country.CountryDirectory;
import org.demarche.model.PartialDate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SeatsOfRecordApiTest {

    /** Long after the last change. */
    private static final PartialDate TODAY = new PartialDate("2020-01-01");

    @Inject
    CountryDirectory countries;

    /** Otherwise votes of a seat would be missing from, or foreign to, the list of the country that continues it. */
    @Test
    void importsAssignSeatsToTheCountriesThatContinueThemInTheRecord() {
        assertThat(countries.all()).hasSizeGreaterThan(250);
        for (Country country : countries.all()) {
            Seats.holder(country.getCode(), TODAY).ifPresent(holder -> assertThat(holder)
                    .as(country.getCode())
                    .isEqualTo(country.lastSeatHolder().getCode()));
        }
    }
}
