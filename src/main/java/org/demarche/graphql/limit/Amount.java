package org.demarche.graphql.limit;

/** Nodes and tenths of cost. Calculations saturate instead of overflowing. */
record Amount(long nodes, long tenths) {

    static final Amount NONE = new Amount(0, 0);

    private static final int PER_UNIT = 10;
    private static final long MAX = RequestLimit.MANY * PER_UNIT;

    /** Scalars and enum values cost a tenth each. */
    static Amount ofValues(long values) {
        return new Amount(0, values);
    }

    static Amount ofWeight(long weight) {
        return new Amount(0, weight * PER_UNIT);
    }

    /** Objects that are the items of a list. */
    static Amount ofItems(int items) {
        return new Amount(items, (long) items * PER_UNIT);
    }

    static Amount ofObject() {
        return new Amount(0, PER_UNIT);
    }

    Amount plus(Amount other) {
        return new Amount(Math.min(nodes + other.nodes, MAX), Math.min(tenths + other.tenths, MAX));
    }

    Amount times(int factor) {
        return new Amount(product(nodes, factor), product(tenths, factor));
    }

    Amount max(Amount other) {
        return new Amount(Math.max(nodes, other.nodes), Math.max(tenths, other.tenths));
    }

    RequestCost toCost() {
        return new RequestCost(nodes, (tenths + PER_UNIT - 1) / PER_UNIT);
    }

    private static long product(long amount, int factor) {
        return factor != 0 && amount > MAX / factor ? MAX : amount * factor;
    }
}
