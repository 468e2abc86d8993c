package org.demarche.model;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ResolutionSymbolTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            A/RES/79/1              ; A/RES/79/1
            a/res/79/1              ; A/RES/79/1
            RES/79/1                ; A/RES/79/1
            79/1                    ; A/RES/79/1
            74/1.                   ; A/RES/74/1
            A/RES/79/ 1             ; A/RES/79/1
            A/RES/79/01             ; A/RES/79/1
            A/RES/60/1*             ; A/RES/60/1
            A/RES/61/295/Corr.1     ; A/RES/61/295
            A/RES/2131(XX)/Rev.1    ; A/RES/2131(XX)
            Resolution 79/1         ; A/RES/79/1
            57/228A                 ; A/RES/57/228 A
            62/223 A                ; A/RES/62/223 A
            71/101[B]               ; A/RES/71/101 B
            A/RES/75/242 B          ; A/RES/75/242 B
            75/242.B                ; A/RES/75/242 B
            78/183 A.               ; A/RES/78/183 A
            75/245. B               ; A/RES/75/245 B
            A/RES/75/254 A-C        ; A/RES/75/254 A-C
            76/247. A B C           ; A/RES/76/247 A-C
            77/264. A-B-C           ; A/RES/77/264 A-C
            A/RES/76/84 A–B         ; A/RES/76/84 A-B
            76/84 A and B           ; A/RES/76/84 A-B
            A/RES/53/77 AA          ; A/RES/53/77 AA
            A/RES/2647(XXV)         ; A/RES/2647(XXV)
            A/RES/2647 (XXV)        ; A/RES/2647(XXV)
            2647 (XXV)              ; A/RES/2647(XXV)
            A/RES/377(V)A           ; A/RES/377(V) A
            A/RES/377(V)[A]         ; A/RES/377(V) A
            377 A (V)               ; A/RES/377(V) A
            1978(XVIII)[ B ]        ; A/RES/1978(XVIII) B
            A/RES/1238(ES-III)      ; A/RES/1238(ES-III)
            A/RES/1238(ES-3)        ; A/RES/1238(ES-III)
            A/RES/3201(S-VI)        ; A/RES/3201(S-VI)
            A/RES/S-10/2            ; A/RES/S-10/2
            S10/2                   ; A/RES/S-10/2
            A/RES/ES-11/1           ; A/RES/ES-11/1
            ES-11/1                 ; A/RES/ES-11/1
            ES-10/22.               ; A/RES/ES-10/22
            A/DEC/33/442            ; A/DEC/33/442
            S/RES/2720(2023)        ; S/RES/2720(2023)
            S/RES/2403 (2018)       ; S/RES/2403(2018)
            S/RES/2403\u00a0(2018)  ; S/RES/2403(2018)
            S/RES/2403[2018]        ; S/RES/2403(2018)
            S/RES/2403 2018         ; S/RES/2403(2018)
            RESOLUTION 1285 (2000)  ; S/RES/1285(2000)
            S/RES/242               ; S/RES/242
            A/RES/79/1|A/RES/79/2   ; A/RES/79/1
            A/C.1/79/L.1|A/RES/79/2 ; A/RES/79/2
            """)
    void everySpellingOfTheUnitedNationsHasOneForm(String written, String canonical) {
        assertThat(ResolutionSymbol.of(written)).map(ResolutionSymbol::toString).contains(canonical);
        assertThat(ResolutionSymbol.of(canonical))
                .as("read again")
                .map(ResolutionSymbol::toString)
                .contains(canonical);
    }

    @ParameterizedTest
    @CsvSource({"S/RES/242, S/RES/242(1967)", "S/RES/242(1966), S/RES/242(1966)", "A/RES/79/1, A/RES/79/1"})
    void aYearCompletesASymbolWithoutOne(String written, String completed) {
        assertThat(ResolutionSymbol.of(written).orElseThrow().completedBy(1967)).hasToString(completed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|",
                "A/79/62",
                "A/78/251",
                "A/C.1/79/L.77",
                "A/58/L.25|A/58/L.25/Add.1",
                "S/2024/37",
                "S/PV.9527",
                "A/79/PV.44",
                "S/PV9261",
                "79",
                "79/",
                "A/RES/",
                "A/RES/79",
                "2024/37",
                "A/RES/79/1 ?",
                "none",
                "A/RES/12345/1",
                "(XX)"
            })
    void whatIsNotTheSymbolOfAResolutionHasNone(String written) {
        assertThat(ResolutionSymbol.of(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            R/70/1         ; 70 ; A/RES/70/1
            A/RES/71/5     ; 71 ; A/RES/71/5
            A/RES/ES-10/19 ; 72 ; A/RES/ES-10/19
            R/30/3379      ; 30 ; A/RES/3379(XXX)
            R/18/1978B     ; 18 ; A/RES/1978(XVIII) B
            R/29/3210      ; 29 ; A/RES/3210(XXIX)
            R/31/208/IV    ; 31 ; A/RES/31/208 IV
            R/33/116A/IV   ; 33 ; A/RES/33/116 A/IV
            R/37/408       ; 37 ; A/DEC/37/408
            R/36/324       ; 36 ; A/DEC/36/324
            R/57/325       ; 57 ; A/RES/57/325
            R/32/450B      ; 32 ; A/DEC/32/450 B
            R/677/46       ; 67 ;
            R/1/66         ; 1  ;
            R/10 65        ; 10 ;
            R/16/2/1069B   ; 16 ;
            R/17/1398      ; 17 ;
            R/6444A        ; 6  ;
            GOAR/1/1288B   ; 1  ;
            SS/5           ; 23 ;
            SS/4/23A       ; 18 ;
            ESS/5/100      ; 22 ;
            """)
    void theAcademicPublicationHasPagesUntilSession17AndItsOwnSpellingsLater(
            String written, int session, String canonical) {
        assertThat(ResolutionSymbol.ofAcademic(written, session)
                        .map(ResolutionSymbol::toString)
                        .orElse(null))
                .isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            A/RES/57/228 A      ; 57/228             ; true
            A/RES/57/228 A      ; 57/228 B           ; true
            A/RES/3201(XXVIII)  ; A/RES/3201(S-VI)   ; true
            S/RES/242           ; S/RES/242(1967)    ; true
            A/RES/57/228        ; A/RES/57/229       ; false
            A/RES/57/228        ; A/DEC/57/228       ; false
            A/RES/242(IV)       ; S/RES/242(1967)    ; false
            A/RES/10/2          ; A/RES/ES-10/2      ; false
            """)
    void partsOfAResolutionHaveTheSameNumber(String one, String other, boolean same) {
        assertThat(ResolutionSymbol.of(one)
                        .orElseThrow()
                        .hasNumberOf(ResolutionSymbol.of(other).orElseThrow()))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            A/RES/79/62      ; un-a-res-79-62
            57/228A          ; un-a-res-57-228-a
            A/RES/3379(XXX)  ; un-a-res-3379-xxx
            A/RES/ES-11/1    ; un-a-res-es-11-1
            S/RES/2720(2023) ; un-s-res-2720-2023
            """)
    void theSlugIsMadeOfTheCanonicalSymbol(String written, String slug) {
        assertThat(ResolutionSymbol.of(written).orElseThrow().slug()).isEqualTo(slug);
    }
}
