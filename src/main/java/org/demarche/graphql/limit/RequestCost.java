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

    /** A request of this cost takes about 10 ms. */
    private static final long PER_UNIT = 12_500;

    /** How many places a request takes among those that are executed at the same time. */
    public int units() {
        return 1 + (int) Math.min(cost / PER_UNIT, Integer.MAX_VALUE - 1);
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
