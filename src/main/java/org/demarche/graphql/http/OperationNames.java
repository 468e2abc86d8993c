package org.demarche.graphql.http;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operation names that metrics use as a tag. Clients choose the names, and each one adds a dozen time series to this
 * service and to Prometheus, so their number is limited. Known names always have a place. Others are added in the order in
 * which they arrive until the limit is reached, so that operators need not list them.
 */
final class OperationNames {

    static final String UNNAMED = "unnamed";
    static final String OTHER = "other";

    /** In characters: longer names do not fit into the legend of a chart. */
    private static final int MAX_LENGTH = 64;

    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final int capacity;

    /** @param further how many names are added besides the known ones */
    OperationNames(Collection<String> known, int further) {
        names.addAll(known);
        capacity = names.size() + further;
    }

    /** @param name the name in the document; null if the operation has none */
    String of(String name) {
        if (name == null) {
            return UNNAMED;
        }
        return names.contains(name) || isAdded(name) ? name : OTHER;
    }

    private boolean isAdded(String name) {
        if (names.size() >= capacity || name.length() > MAX_LENGTH) {
            return false;
        }
        synchronized (names) {
            return names.contains(name) || names.size() < capacity && names.add(name);
        }
    }
}
