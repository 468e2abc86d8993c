package org.demarche.graphql.http;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names under which operations are counted. Clients make them up, and every name is a dozen series in the memory of
 * this service and of Prometheus: so their number is bounded. Names that are known from the start cannot be crowded out;
 * others are taken up as they come, while there is room, so that nobody has to list the operations of friendly clients.
 */
final class OperationNames {

    static final String UNNAMED = "unnamed";
    static final String OTHER = "other";

    /** In characters: more than a name that a person reads in a legend. */
    private static final int MAX_LENGTH = 64;

    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final int room;

    /** @param further how many names are taken up besides the known */
    OperationNames(Collection<String> known, int further) {
        names.addAll(known);
        room = names.size() + further;
    }

    /** @param name as the document has it; null for an operation without a name */
    String of(String name) {
        if (name == null) {
            return UNNAMED;
        }
        return names.contains(name) || takenUp(name) ? name : OTHER;
    }

    private boolean takenUp(String name) {
        if (names.size() >= room || name.length() > MAX_LENGTH) {
            return false;
        }
        synchronized (names) {
            return names.contains(name) || names.size() < room && names.add(name);
        }
    }
}
