package org.demarche.graphql.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Shares a number of units among requests. A light request takes one unit and a heavy one several. Each kind is served in
 * the order of arrival. Heavy requests together never take all units, and light ones overtake a heavy one that does not fit
 * yet; but once it has waited for a while, units that become free are kept for it. So neither kind waits for ever, and a
 * flood of heavy requests delays light ones little.
 *
 * <p>Not thread-safe.
 */
final class AdmissionQueue {

    /** How long light requests may overtake a heavy one: several times what most of them take. */
    static final Duration PATIENCE = Duration.ofMillis(100);

    /** The part of the units that the heaviest request takes: with more at once, their answers would not fit into memory. */
    private static final int HEAVIEST = 2;
    /** The part of the units that is reserved for light requests. */
    private static final int RESERVED = 4;

    private final int capacity;
    private final Set<Entry> light = new LinkedHashSet<>();
    private final Set<Entry> heavy = new LinkedHashSet<>();
    private int used;
    private int usedByHeavy;

    AdmissionQueue(int capacity) {
        this.capacity = capacity;
    }

    /** The units of the heaviest request. */
    int maxUnits() {
        return Math.max(1, capacity / HEAVIEST);
    }

    int used() {
        return used;
    }

    int waiting() {
        return light.size() + heavy.size();
    }

    /** Starts a request if it fits and no other waits. */
    boolean start(Entry entry) {
        boolean starts = light.isEmpty() && heavy.isEmpty() && fits(entry);
        if (starts) {
            take(entry);
        }
        return starts;
    }

    /** @param now sets when the request began to wait, in nanoseconds */
    void add(Entry entry, long now) {
        entry.since = now;
        queueOf(entry).add(entry);
    }

    /** @return false if the request does not wait */
    boolean remove(Entry entry) {
        return queueOf(entry).remove(entry);
    }

    /** Starts the next request that fits; null if none does. */
    Entry poll(long now) {
        Entry next = next(now);
        if (next != null) {
            remove(next);
            take(next);
        }
        return next;
    }

    /** To be called when a request that was started ends. */
    void release(Entry entry) {
        used -= entry.units;
        usedByHeavy -= entry.isHeavy() ? entry.units : 0;
    }

    /** Removes the requests that began to wait before a time. */
    List<Entry> removeOlderThan(long time) {
        List<Entry> old = List.of();
        for (Set<Entry> queue : List.of(light, heavy)) {
            for (Entry first = first(queue); first != null && first.since - time < 0; first = first(queue)) {
                old = old.isEmpty() ? new ArrayList<>() : old;
                old.add(first);
                queue.remove(first);
            }
        }
        return old;
    }

    private Entry next(long now) {
        Entry firstLight = first(light);
        Entry firstHeavy = first(heavy);
        if (firstHeavy == null || !fitsAmongHeavy(firstHeavy)) {
            return firstLight != null && fits(firstLight) ? firstLight : null;
        }
        boolean isNext = firstLight == null
                || firstHeavy.since - firstLight.since <= 0
                || now - firstHeavy.since > PATIENCE.toNanos();
        if (isNext && fits(firstHeavy)) {
            return firstHeavy;
        }
        boolean isPatient = now - firstHeavy.since <= PATIENCE.toNanos();
        return firstLight != null && isPatient && fits(firstLight) ? firstLight : null;
    }

    private boolean fits(Entry entry) {
        return used + entry.units <= capacity && (!entry.isHeavy() || fitsAmongHeavy(entry));
    }

    private boolean fitsAmongHeavy(Entry entry) {
        return usedByHeavy + entry.units <= capacity - capacity / RESERVED;
    }

    private void take(Entry entry) {
        used += entry.units;
        usedByHeavy += entry.isHeavy() ? entry.units : 0;
    }

    private Set<Entry> queueOf(Entry entry) {
        return entry.isHeavy() ? heavy : light;
    }

    private static Entry first(Set<Entry> queue) {
        Iterator<Entry> entries = queue.iterator();
        return entries.hasNext() ? entries.next() : null;
    }

    /** A request that waits or has been started. Its units change only while it does neither. */
    static class Entry {

        int units = 1;
        private long since;

        final boolean isHeavy() {
            return units > 1;
        }
    }
}
