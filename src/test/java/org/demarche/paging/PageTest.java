package org.demarche.paging;

import java.util.List;

import org.demarche.graphql.relay.PageInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PageTest {

    private static final Keyset<Long> NUMBERS =
            Keyset.of("numbers", new KeysetColumn<>("id", ColumnType.NUMBER, number -> number));

    private static final String FIVE = NUMBERS.cursor(5L);

    @Test
    void theRowTooManyTellsThatAPageHasANextAndIsNotShown() {
        Page<Long> page = Page.of(PageRequest.of(NUMBERS, 2, null), List.of(1L, 2L, 3L));
        assertThat(page.items()).containsExactly(1L, 2L);
        assertThat(page.hasNext()).isTrue();
        assertThat(page.hasPrevious()).isFalse();
    }

    @Test
    void aPageThatIsJustFullHasNoNext() {
        Page<Long> page = Page.of(PageRequest.of(NUMBERS, 2, FIVE), List.of(6L, 7L));
        assertThat(page.items()).containsExactly(6L, 7L);
        assertThat(page.hasNext()).isFalse();
        assertThat(page.hasPrevious()).isTrue();
    }

    @Test
    void aPageReadFromTheEndStandsInTheOrderOfTheList() {
        Page<Long> page = Page.of(PageRequest.of(NUMBERS, null, null, 2, null), List.of(9L, 8L, 7L));
        assertThat(page.items()).containsExactly(8L, 9L);
        assertThat(page.hasPrevious()).isTrue();
        assertThat(page.hasNext()).isFalse();
    }

    @Test
    void aPageBeforeACursorHasANext() {
        Page<Long> page = Page.of(PageRequest.of(NUMBERS, null, null, 2, FIVE), List.of(4L, 3L));
        assertThat(page.items()).containsExactly(3L, 4L);
        assertThat(page.hasPrevious()).isFalse();
        assertThat(page.hasNext()).isTrue();
    }

    @Test
    void anEmptyPageHasNoCursors() {
        PageInfo info = new PageInfo(Page.of(PageRequest.of(NUMBERS, 2, null), List.of()));
        assertThat(info.getStartCursor()).isNull();
        assertThat(info.getEndCursor()).isNull();
        assertThat(info.getHasNextPage()).isFalse();
        assertThat(info.getHasPreviousPage()).isFalse();
    }

    @Test
    void anEmptyPageTellsWhetherTheListHasItemsBesideIt() {
        assertThat(Page.of(PageRequest.of(NUMBERS, 0, null), List.of(1L)))
                .isEqualTo(new Page<>(NUMBERS, List.of(), true, false));
        assertThat(Page.of(PageRequest.of(NUMBERS, null, null, 0, null), List.of(9L)))
                .isEqualTo(new Page<>(NUMBERS, List.of(), false, true));
        assertThat(Page.of(PageRequest.of(NUMBERS, 0, null), List.<Long>of()))
                .isEqualTo(new Page<>(NUMBERS, List.of(), false, false));
        assertThat(Page.ofWhole(PageRequest.of(NUMBERS, 0, FIVE), List.of(4L, 6L)))
                .isEqualTo(new Page<>(NUMBERS, List.of(), true, true));
    }

    @Test
    void theEndCursorLeadsToWhatComesBehind() {
        PageInfo info = new PageInfo(Page.of(PageRequest.of(NUMBERS, 2, null), List.of(1L, 2L, 3L)));
        assertThat(PageRequest.of(NUMBERS, 2, info.getEndCursor()).after()).containsExactly(2L);
        assertThat(PageRequest.of(NUMBERS, null, null, 2, info.getStartCursor()).before())
                .containsExactly(1L);
    }

    @Test
    void otherObjectsForTheSameItemsKeepThePlaceInTheList() {
        Page<Long> page =
                Page.of(PageRequest.of(NUMBERS, 2, FIVE), List.of(6L, 7L, 8L)).map(number -> number + 100);
        assertThat(page).isEqualTo(new Page<>(NUMBERS, List.of(106L, 107L), true, true));
    }

    @Test
    void aListInMemoryIsCutAsADatabaseWouldCutIt() {
        List<Long> whole = List.of(7L, 9L, 6L, 8L, 5L);
        assertThat(Page.ofWhole(PageRequest.of(NUMBERS, 2, FIVE), whole))
                .isEqualTo(new Page<>(NUMBERS, List.of(6L, 7L), true, true));
        assertThat(Page.ofWhole(PageRequest.of(NUMBERS, null, null, 2, NUMBERS.cursor(9L)), whole))
                .isEqualTo(new Page<>(NUMBERS, List.of(7L, 8L), true, true));
        assertThat(Page.ofWhole(PageRequest.of(NUMBERS, 5, null), whole))
                .isEqualTo(new Page<>(NUMBERS, List.of(5L, 6L, 7L, 8L, 9L), false, false));
    }

    @Test
    void aDescendingListInMemoryGoesOnBelowItsCursor() {
        Keyset<Long> falling = new Keyset<>("numbers", "DESC", true, NUMBERS.columns());
        assertThat(Page.ofWhole(PageRequest.of(falling, 2, falling.cursor(8L)), List.of(5L, 6L, 7L, 8L, 9L))
                        .items())
                .containsExactly(7L, 6L);
    }
}
