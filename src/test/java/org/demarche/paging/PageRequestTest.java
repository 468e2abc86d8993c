package org.demarche.paging;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

class PageRequestTest {

    private static final Keyset<Long> NUMBERS =
            Keyset.of("numbers", new KeysetColumn<>("id", ColumnType.NUMBER, number -> number));

    private static final String SEVEN = NUMBERS.cursor(7L);
    private static final String NINE = NUMBERS.cursor(9L);

    @Test
    void twentyFromTheStartAreReadWhenNothingIsAsked() {
        assertThat(PageRequest.of(NUMBERS, null, null, null, null))
                .isEqualTo(new PageRequest<>(NUMBERS, 20, false, null, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 250})
    void aPageHoldsUpToTwoHundredAndFifty(int size) {
        assertThat(PageRequest.of(NUMBERS, size, null).size()).isEqualTo(size);
        assertThat(PageRequest.of(NUMBERS, null, null, size, null).size()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 251, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void anyOtherSizeIsRefused(int size) {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> PageRequest.of(NUMBERS, size, null))
                .hasMessage("first: %d is out of range; use 0 to 250.", size);
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> PageRequest.of(NUMBERS, null, null, size, null))
                .hasMessage("last: %d is out of range; use 0 to 250.", size);
    }

    @Test
    void firstAndLastTogetherAreRefused() {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> PageRequest.of(NUMBERS, 1, null, 1, null))
                .hasMessageStartingWith("first, last: both are set");
    }

    @Test
    void firstReadsForwardAndLastReadsBackward() {
        assertThat(PageRequest.of(NUMBERS, 5, SEVEN, null, NINE).backward()).isFalse();
        assertThat(PageRequest.of(NUMBERS, null, SEVEN, 5, NINE).backward()).isTrue();
    }

    @Test
    void withoutASizeBeforeAloneReadsBackward() {
        assertThat(PageRequest.of(NUMBERS, null, null, null, NINE).backward()).isTrue();
        assertThat(PageRequest.of(NUMBERS, null, SEVEN, null, NINE).backward()).isFalse();
        assertThat(PageRequest.of(NUMBERS, null, SEVEN, null, null).backward()).isFalse();
    }

    @Test
    void eachCursorBoundsItsOwnSide() {
        PageRequest<Long> request = PageRequest.of(NUMBERS, 5, SEVEN, null, NINE);
        assertThat(request.after()).containsExactly(7L);
        assertThat(request.before()).containsExactly(9L);
    }

    /** Some clients send the empty string with the first page. */
    @Test
    void anEmptyCursorIsAnAbsentOne() {
        assertThat(PageRequest.of(NUMBERS, 5, "", null, "")).isEqualTo(PageRequest.of(NUMBERS, 5, null));
        assertThat(PageRequest.of(NUMBERS, null, SEVEN, null, "")).isEqualTo(PageRequest.of(NUMBERS, null, SEVEN));
        assertThat(PageRequest.of(NUMBERS, null, "", null, NINE))
                .isEqualTo(PageRequest.of(NUMBERS, null, null, null, NINE));
        assertThat(PageRequest.of(NUMBERS, null, "", null, "").backward()).isFalse();
    }

    @Test
    void aWrongCursorIsToldByTheArgumentThatHoldsIt() {
        assertRefused(ErrorCode.INVALID_CURSOR, () -> PageRequest.of(NUMBERS, 5, "x"))
                .hasMessageStartingWith("after: ");
        assertRefused(ErrorCode.INVALID_CURSOR, () -> PageRequest.of(NUMBERS, null, null, 5, "x"))
                .hasMessageStartingWith("before: ");
    }
}
