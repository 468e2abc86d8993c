package org.demarche.paging;

import java.util.List;

import org.demarche.error.ClientErrorException;

/**
 * Which part of a list is asked for.
 *
 * @param size how many items
 * @param backward whether from the end of the list
 * @param after the columns' values that the part begins behind; null for the start
 * @param before the columns' values that the part ends before; null for the end
 */
public record PageRequest<T>(Keyset<T> keyset, int size, boolean backward, List<Object> after, List<Object> before) {

    public static final int DEFAULT_SIZE = 20;
    public static final int MAX_SIZE = 100;

    public static <T> PageRequest<T> of(Keyset<T> keyset, Integer first, String after, Integer last, String before) {
        if (first != null && last != null) {
            throw ClientErrorException.invalid("first, last", "both are given; give one of them");
        }
        boolean backward = last != null || (first == null && after == null && before != null);
        return new PageRequest<>(
                keyset,
                last != null ? checked("last", last) : checked("first", first == null ? DEFAULT_SIZE : first),
                backward,
                after == null ? null : keyset.read("after", after),
                before == null ? null : keyset.read("before", before));
    }

    public static <T> PageRequest<T> of(Keyset<T> keyset, Integer first, String after) {
        return of(keyset, first, after, null, null);
    }

    /** Whether the item lies between the cursors. */
    boolean includes(T item) {
        List<Object> values = keyset.values(item);
        return (after == null || keyset.compare(values, after) > 0)
                && (before == null || keyset.compare(values, before) < 0);
    }

    private static int checked(String argument, int size) {
        if (size < 1 || size > MAX_SIZE) {
            throw ClientErrorException.invalid(
                    argument, "%d is out of range; ask for 1 to %d".formatted(size, MAX_SIZE));
        }
        return size;
    }
}
