package org.demarche.importing.unvotes;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MendedTextTest {

    @Test
    void anOrdinaryTextStays() {
        assertThat(MendedText.of("TERM OF OFFICE", "To adopt \"it\"."))
                .isEqualTo(new MendedText("TERM OF OFFICE", "To adopt \"it\".", false));
    }

    @Test
    void backslashesAreTheQuotationMarksThatTheyWere() {
        assertThat(MendedText.of("T", "COUNT \\MEMBERS PRESENT\\\\, AND \\\\\"VOTING\\\\\" IN IT"))
                .isEqualTo(new MendedText("T", "COUNT \"MEMBERS PRESENT\", AND \"VOTING\" IN IT", true));
    }

    @Test
    void theMarkThatClosedTheFieldIsNotPartOfIt() {
        assertThat(MendedText.of("T", "READING \\A\\\\ AND B.\\\"\"").description())
                .isEqualTo("READING \"A\" AND B.");
        assertThat(MendedText.of("T", "READING \\A\\\\ AND B\"").description()).isEqualTo("READING \"A\" AND B");
    }

    @Test
    void swallowedColumnsAreCutOff() {
        assertThat(MendedText.of("T", "END WITH:\\NO MORE.\\\\\"\t0\t0\t1\t0\t0\t0"))
                .isEqualTo(new MendedText("T", "END WITH:\"NO MORE.\"", true));
    }

    @Test
    void aTitleThatHasSwallowedTheDescriptionGivesItBack() {
        assertThat(MendedText.of("ALGERIA, \\TALKS\\\\\"\tTO ADOPT PARAGRAPH 3.", "0"))
                .isEqualTo(new MendedText("ALGERIA, \"TALKS\"", "TO ADOPT PARAGRAPH 3.", true));
    }

    @Test
    void nothingIsNull() {
        assertThat(MendedText.of("", " ")).isEqualTo(new MendedText(null, null, false));
    }
}
