package org.demarche.model;

import java.util.List;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

class SymbolArgumentTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            A/RES/68/262                                  ; A/RES/68/262
            a/res/68/262                                  ; A/RES/68/262
            '  68/262 '                                   ; A/RES/68/262
            UNGA 68/262                                   ; A/RES/68/262
            UNGA Res. 68/262                              ; A/RES/68/262
            UN General Assembly  resolution 68/262        ; A/RES/68/262
            General Assembly resolution A/RES/68/262      ; A/RES/68/262
            General Assembly resolution ES-11/1           ; A/RES/ES-11/1
            UNGA Resolution 377 (V) A                     ; A/RES/377(V) A
            A/RES/2758 (XXVI)                             ; A/RES/2758(XXVI)
            A/RES/2758                                    ; A/RES/2758
            GA resolution 2758                            ; A/RES/2758
            S/RES/242                                     ; S/RES/242
            UNSCR 242                                     ; S/RES/242
            UNSC resolution 2722 (2024)                   ; S/RES/2722(2024)
            UN Security Council Resolution S/RES/2722     ; S/RES/2722
            Security Council Resolution 2722(2024)        ; S/RES/2722(2024)
            """)
    void peopleWriteSymbolsWithAndWithoutTheNameOfTheBody(String written, String canonical) {
        assertThat(SymbolArgument.canonical(written)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "resolution 242", "242", "taliban", "un-a-res-68-262", "S/PV.9527", "UNGA", "A/RES/"})
    void whatMayMeanAnythingIsNoSymbol(String written) {
        assertThat(SymbolArgument.canonical(written)).isEmpty();
    }

    /** A text that is tried in every way takes longer than anybody waits. */
    @Test
    void aLongTextIsNoSymbol() {
        assertThat(SymbolArgument.canonical("68/262 " + "A".repeat(90) + "!")).isEmpty();
        assertThat(ResolutionSymbol.of("68/262 " + "IVX ".repeat(20_000) + "!")).isEmpty();
        assertThat(SymbolArgument.canonical("68/262" + " ".repeat(100_000))).isEmpty();
    }

    @Test
    void inAListEachMustBeASymbol() {
        assertThat(SymbolArgument.checked("filter.symbols", List.of("68/262", "s/res/242")))
                .containsExactly("A/RES/68/262", "S/RES/242");
        assertRefused(
                ErrorCode.INVALID_ARGUMENT,
                () -> SymbolArgument.checked("filter.symbols", List.of("68/262", "Crimea")));
    }
}
