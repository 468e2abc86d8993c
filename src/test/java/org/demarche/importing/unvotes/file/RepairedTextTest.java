package org.demarche.importing.unvotes.file;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RepairedTextTest {

    @Test
    void anOrdinaryTextIsUnchanged() {
        assertThat(RepairedText.of("TERM OF OFFICE", "To adopt \"it\"."))
                .isEqualTo(new RepairedText("TERM OF OFFICE", "To adopt \"it\".", false));
    }

    @Test
    void backslashesBecomeQuotationMarks() {
        assertThat(RepairedText.of("T", "COUNT \\MEMBERS PRESENT\\\\, AND \\\\\"VOTING\\\\\" IN IT"))
                .isEqualTo(new RepairedText("T", "COUNT \"MEMBERS PRESENT\", AND \"VOTING\" IN IT", true));
    }

    @Test
    void theQuotationMarkThatClosedTheFieldIsRemoved() {
        assertThat(RepairedText.of("T", "READING \\A\\\\ AND B.\\\"\"").description())
                .isEqualTo("READING \"A\" AND B.");
        assertThat(RepairedText.of("T", "READING \\A\\\\ AND B\"").description())
                .isEqualTo("READING \"A\" AND B");
    }

    @Test
    void swallowedColumnsAreCutOff() {
        assertThat(RepairedText.of("T", "END WITH:\\NO MORE.\\\\\"\t0\t0\t1\t0\t0\t0"))
                .isEqualTo(new RepairedText("T", "END WITH:\"NO MORE.\"", true));
    }

    @Test
    void aDescriptionInsideTheTitleIsSplitOff() {
        assertThat(RepairedText.of("ALGERIA, \\TALKS\\\\\"\tTO ADOPT PARAGRAPH 3.", "0"))
                .isEqualTo(new RepairedText("ALGERIA, \"TALKS\"", "TO ADOPT PARAGRAPH 3.", true));
    }

    @Test
    void emptyTextsBecomeNull() {
        assertThat(RepairedText.of("", " ")).isEqualTo(new RepairedText(null, null, false));
    }
}
