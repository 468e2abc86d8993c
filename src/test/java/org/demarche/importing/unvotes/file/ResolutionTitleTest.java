package org.demarche.importing.unvotes.file;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ResolutionTitleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A/RES/58/20 | Oceans : resolution / adopted by the General Assembly | Oceans | Oceans",
                "A/RES/58/20 | Oceans: resoluton/ adopted by the General Asembly | | Oceans",
                "A/RES/79/9 | | Oceans and the law of the sea. | Oceans and the law of the sea",
                "A/RES/79/9 | | | UN General Assembly resolution A/RES/79/9",
                " | | | Vote of the UN General Assembly",
            })
    void aTitleOfTheAssemblyHasNoSuffixOfTheCatalogue(String symbol, String written, String agenda, String title) {
        assertThat(ResolutionTitle.of(Body.GENERAL_ASSEMBLY, symbol, written, agenda))
                .isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "S/RES/2722(2024) | Security Council resolution 2722 (2024) [on attacks on ships] | Peace."
                        + " | Security Council resolution 2722 (2024) on attacks on ships",
                "S/RES/1285 (2000) | Security Council resolution 1285 [2000) [on Prevlaka][Monitoring of Prevlaka] | Croatia"
                        + " | Security Council resolution 1285 (2000) on Prevlaka",
                "S/RES/2768 (2025) | | The situation in Libya | Security Council resolution 2768 (2025): The situation in Libya",
                "S/RES/2768 (2025) | | | Security Council resolution 2768 (2025)",
                " | A statement | | A statement"
            })
    void aTitleOfTheCouncilIsMadeOfNumberAndDescription(String symbol, String written, String agenda, String title) {
        assertThat(ResolutionTitle.of(Body.SECURITY_COUNCIL, symbol, written, agenda))
                .isEqualTo(title);
    }
}
