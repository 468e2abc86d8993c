package org.demarche.graphql.http;

import java.util.Locale;

/**
 * The media range of an Accept header that applies to a type: the most specific one (RFC 9110, section 12.5.1).
 *
 * @param weight from 0 (not accepted) to 1
 * @param position how many ranges are listed before it
 */
record AcceptRange(double weight, int position, int specificity) {

    private static final AcceptRange NONE = new AcceptRange(0, Integer.MAX_VALUE, 0);

    /** @param type in lower case, without parameters */
    static AcceptRange of(String accept, String type) {
        String group = type.substring(0, type.indexOf('/') + 1) + "*";
        AcceptRange best = NONE;
        String[] ranges = accept.toLowerCase(Locale.ROOT).split(",");
        for (int i = 0; i < ranges.length; i++) {
            String[] parts = ranges[i].split(";");
            String name = parts.length == 0 ? "" : parts[0].strip();
            int specificity = name.equals(type) ? 3 : name.equals(group) ? 2 : name.equals("*/*") ? 1 : 0;
            if (specificity > best.specificity) {
                best = new AcceptRange(weight(parts), i, specificity);
            }
        }
        return best;
    }

    boolean isPreferredTo(AcceptRange other) {
        return weight > other.weight || weight == other.weight && position < other.position;
    }

    /** A weight that is not a number counts as absent. */
    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Math.max(
                            0,
                            Math.min(
                                    1, Double.parseDouble(parameter.substring(2).strip())));
                } catch (NumberFormatException malformed) {
                    return 1;
                }
            }
        }
        return 1;
    }
}
