package org.demarche.change;

import java.util.Comparator;
import java.util.List;

import org.demarche.paging.ColumnType;
import org.demarche.paging.Keyset;
import org.demarche.paging.KeysetColumn;

/**
 * A place in the feed: that of a change, or the end of a change set.
 *
 * @param position of the change set in the order of the commits
 * @param type the number of a {@link ChangedType}
 * @param key of the object that changed
 */
public record Place(long position, int type, long key) implements Comparable<Place> {

    /** The order of the feed. A cursor of one list of it is good for all: of the list, of a stream, of an export. */
    static final Keyset<Place> FEED = keyset("changes");

    /** Before the first change. */
    static final Place START = new Place(-1, 0, 0);

    private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::position)
            .thenComparingInt(Place::type)
            .thenComparingLong(Place::key);

    static Keyset<Place> keyset(String list) {
        return Keyset.of(
                list,
                new KeysetColumn<>("ch.place", ColumnType.NUMBER, Place::position),
                new KeysetColumn<>("ch.type", ColumnType.NUMBER, place -> (long) place.type()),
                new KeysetColumn<>("ch.key", ColumnType.NUMBER, Place::key));
    }

    /** Behind all changes of the change set. */
    static Place endOf(long position) {
        return new Place(position, ChangedType.values().length + 1, 0);
    }

    /** @param values of a cursor; null for the start of the feed */
    static Place of(List<Object> values) {
        if (values == null) {
            return START;
        }
        // The type of a cursor that was made by hand may be any number.
        long type = Math.max(0, Math.min(ChangedType.values().length + 1L, (Long) values.get(1)));
        return new Place((Long) values.get(0), (int) type, (Long) values.get(2));
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
