package org.demarche.model;

import java.util.Comparator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SortKeyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                Afghanistan               | afghanistan
                Åland Islands             | aland islands
                Côte d’Ivoire             | cote d ivoire
                Türkiye                   | turkiye
                São Tomé & Príncipe       | sao tome principe
                St. Kitts & Nevis         | st kitts nevis
                Hong Kong SAR (China)     | hong kong sar china
                “Quoted” — and ‘dashed’   | quoted and dashed
                ...leading punctuation    | leading punctuation
                ﬁrst ligature             | first ligature
                Vote of 2021              | vote of 2021
                Ἀθῆναι                    | αθηναι
                Россия                    | россия
                """)
    void accentsCaseAndPunctuationAreIgnored(String name, String key) {
        assertThat(SortKey.of(name)).isEqualTo(key);
    }

    @Test
    void composedAndDecomposedCharactersHaveTheSameKey() {
        assertThat(SortKey.of("A\u030aland")).isEqualTo(SortKey.of("\u00c5land"));
    }

    @Test
    void alandIsSortedUnderA() {
        assertThat(Stream.of("Zambia", "Åland Islands", "albania", "Afghanistan")
                        .sorted(Comparator.comparing(SortKey::of)))
                .containsExactly("Afghanistan", "Åland Islands", "albania", "Zambia");
    }

    @Test
    void punctuationAloneHasAnEmptyKey() {
        assertThat(SortKey.of("— !")).isEmpty();
    }
}
