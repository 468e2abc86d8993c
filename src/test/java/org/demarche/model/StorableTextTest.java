package org.demarche.model;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StorableTextTest {

    @Test
    void allTextsThatHaveAUtf8FormAndNoZeroCanBeStored() {
        assertThat(StorableText.invalidCharacter("")).isNull();
        assertThat(StorableText.invalidCharacter("Côte d’Ivoire 🇨🇮 \uffff\u0001\t"))
                .isNull();
    }

    @Test
    void zeroAndHalfASurrogatePairCannotBeStored() {
        assertThat(StorableText.invalidCharacter("a\0b")).isEqualTo("U+0000");
        assertThat(StorableText.invalidCharacter("a\ud83cb")).isEqualTo("U+D83C");
        assertThat(StorableText.invalidCharacter("a\udde8")).isEqualTo("U+DDE8");
    }
}
