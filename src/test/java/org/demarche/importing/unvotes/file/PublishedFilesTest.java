package org.demarche.importing.unvotes.file;

import java.nio.file.Path;
import java.time.LocalDate;

import org.demarche.importing.ImportedFile;
import org.demarche.importing.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PublishedFilesTest {

    @ParameterizedTest
    @CsvSource({
        "2025_7_21_ga_voting.csv, 2025-07-21",
        "ga_voting_2024-09-03.csv.gz, 2024-09-03",
        "20240903_ga_voting.csv, 2024-09-03",
        "sc_voting_2000_2026_5_1.csv, 2026-05-01",
        "sc_voting_2000_2026_made.csv,",
        "2024-13-01.csv,",
        "ga_voting.csv,"
    })
    void theNameOfAFileHasItsDayOfRelease(String name, String released) {
        assertThat(String.valueOf(PublishedFiles.releaseIn(name))).isEqualTo(String.valueOf(released));
    }

    @Test
    void theLibraryIsCreditedAsItAsks() {
        InputFile file = new InputFile(Path.of("2025_7_21_ga_voting.csv"));
        ImportedFile credited = PublishedFiles.library(file, LocalDate.of(2026, 11, 23));
        assertThat(credited.attribution())
                .isEqualTo("© United Nations, 2025, https://digitallibrary.un.org, downloaded on 2026-11-23");
        assertThat(PublishedFiles.library(new InputFile(Path.of("ga.csv")), null)
                        .attribution())
                .isEqualTo("© United Nations, https://digitallibrary.un.org");
    }
}
