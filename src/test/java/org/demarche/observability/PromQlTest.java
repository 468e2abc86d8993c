package org.demarche.observability;

import java.util.List;
import java.util.Map;

import org.demarche.observability.PromQl.Selector;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PromQlTest {

    @Test
    void metricsAndTheirLabelsAreFound() {
        PromQl query =
                new PromQl("histogram_quantile(0.99, sum by (le, kind) (rate(a_bucket{x=\"1\", y=~\"2.*\"}[5m])))"
                        + " / on (z) max(b_total) > 1 and absent(c)");
        assertThat(query.selectors())
                .containsExactly(
                        new Selector("a_bucket", Map.of("x", "1")),
                        new Selector("b_total", Map.of()),
                        new Selector("c", Map.of()));
        assertThat(query.groupings()).isEqualTo(List.of("le", "kind", "z"));
    }
}
