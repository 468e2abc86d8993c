package org.demarche.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares the margin of each event with its tally, which is counted anew for each response. */
public final class Margins {

    private static final String EVENTS = """
            query ($after: String) { events(first: 100, after: $after) {
              nodes { slug margin tally { supports partlySupports partlyOpposes opposes total } }
              pageInfo { hasNextPage endCursor } } }
            """;

    private Margins() {}

    /** @return how many events have a margin */
    public static int assertEqualTallies() {
        Map<String, Object> variables = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        int known = 0;
        ResponseJson page;
        do {
            page = GraphqlClient.data(EVENTS, variables);
            for (Map<String, ?> event : page.<Map<String, ?>>getList("events.nodes")) {
                Integer expected = margin((Map<?, ?>) event.get("tally"));
                if (!java.util.Objects.equals(event.get("margin"), expected)) {
                    wrong.add(event + ": " + expected);
                }
                known += event.get("margin") == null ? 0 : 1;
            }
            variables.put("after", page.getString("events.pageInfo.endCursor"));
        } while (page.getBoolean("events.pageInfo.hasNextPage"));
        assertThat(wrong).isEmpty();
        return known;
    }

    private static Integer margin(Map<?, ?> tally) {
        return (Integer) tally.get("total") == 0
                ? null
                : (Integer) ((Integer) tally.get("supports")
                        + (Integer) tally.get("partlySupports")
                        - (Integer) tally.get("partlyOpposes")
                        - (Integer) tally.get("opposes"));
    }
}
