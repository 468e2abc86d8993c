package org.demarche.graphql.http;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OperationNamesTest {

    private final OperationNames names = new OperationNames(List.of("Known", "Listed"), 3);

    @Test
    void namesAreAddedUntilTheLimitIsReached() {
        assertThat(List.of(names.of("A"), names.of("B"), names.of("A"), names.of("C"), names.of("D"), names.of("B")))
                .containsExactly("A", "B", "A", "C", OperationNames.OTHER, "B");
    }

    @Test
    void aKnownNameAlwaysHasAPlace() {
        IntStream.range(0, 100).forEach(n -> names.of("Q" + n));
        assertThat(names.of("Known")).isEqualTo("Known");
        assertThat(names.of("Listed")).isEqualTo("Listed");
    }

    @Test
    void unnamedAndOverlongNamesDoNotCountTowardsTheLimit() {
        assertThat(names.of(null)).isEqualTo(OperationNames.UNNAMED);
        assertThat(names.of("x".repeat(65))).isEqualTo(OperationNames.OTHER);
        assertThat(names.of("x".repeat(64))).hasSize(64);
    }

    @Test
    void concurrentRequestsDoNotExceedTheLimit() {
        Set<String> counted = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 10_000).parallel().forEach(n -> counted.add(names.of("Q" + n)));
        assertThat(counted).hasSize(4).contains(OperationNames.OTHER);
    }
}
