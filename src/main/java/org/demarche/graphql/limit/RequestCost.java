package org.demarche.graphql.limit;

import java.util.LinkedHashMap;
import java.util.Map;

import org.demarche.config.LimitSettings;

/**
 * What a request could return and cost.
 *
 * @param nodes the items of all lists
 * @param cost the cost, see {@link CostCalculator}
 */
public record RequestCost(long nodes, long cost) {

    /** What was known at a moment is read from present and former rows, by transactions of several statements. */
    private static final int PAST_FACTOR = 3;

    /** The cost of the same request if it looks back. The limits are those of the present. */
    public RequestCost ofPast() {
        return new RequestCost(nodes, PAST_FACTOR * cost);
    }

    void check(LimitSettings settings) {
        RequestLimit.NODES.check(nodes, settings);
        RequestLimit.COST.check(cost, settings);
    }

    /** For {@code extensions.cost} of a response. */
    public Map<String, Object> toMap(LimitSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("nodes", nodes);
        map.put("cost", cost);
        map.put("nodesLimit", RequestLimit.NODES.of(settings));
        map.put("costLimit", RequestLimit.COST.of(settings));
        return map;
    }
}
