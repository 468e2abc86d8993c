package org.demarche.graphql.engine;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.demarche.graphql.schema.DateRange;
import org.demarche.graphql.schema.TimeRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InputReaderTest {

    public enum Side {
        LEFT,
        RIGHT
    }

    public record Sides(List<Side> sides, DateRange when, Boolean both) {}

    @Test
    void aMapBecomesARecordWithAllItsFields() {
        Object read = InputReader.of(Sides.class)
                .read(Map.of("sides", List.of("RIGHT", "LEFT"), "when", Map.of("from", "2025-07-03"), "both", true));
        assertThat(read)
                .isEqualTo(new Sides(
                        List.of(Side.RIGHT, Side.LEFT), new DateRange(LocalDate.parse("2025-07-03"), null), true));
    }

    @Test
    void absentAndNullFieldsAreNull() {
        assertThat(InputReader.of(Sides.class).read(Map.of())).isEqualTo(new Sides(null, null, null));
        assertThat(InputReader.of(Sides.class).read(null)).isNull();
        assertThat(InputReader.of(LocalDate.class).read(null)).isNull();
    }

    @Test
    void aTimeKeepsItsOffset() {
        assertThat(InputReader.of(TimeRange.class).read(Map.of("from", "2025-07-03T12:00:00+02:00")))
                .isEqualTo(new TimeRange(OffsetDateTime.parse("2025-07-03T12:00+02:00"), null));
    }

    @Test
    void aListKeepsItsOrderAndNulls() {
        Sides read = (Sides) InputReader.of(Sides.class).read(Map.of("sides", Arrays.asList("LEFT", null)));
        assertThat(read.sides()).containsExactly(Side.LEFT, null);
    }

    @Test
    void anUnsupportedTypeIsRejectedWhenTheReaderIsCreated() {
        assertThatThrownBy(() -> InputReader.of(Thread.class)).hasMessageContaining("java.lang.Thread");
        assertThatThrownBy(() -> InputReader.of(long.class)).hasMessageContaining("long");
    }
}
