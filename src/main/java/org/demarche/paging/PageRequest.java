package org.demarche.paging;

import java.util.List;

import org.demarche.error.ClientErrorException;

/**
 * The part of a list that is requested.
 *
 * @param size the number of items
 * @param backward whether the page is taken from the end of the list
 * @param after the columns' values after which the page starts; null for the start of the list
 * @param before the columns' values before which the page ends; null for the end of the list
 */
public record PageRequest<T>(Keyset<T> keyset, int size, boolean backward, List<Object> after, List<Object> before) {

    public static final int DEFAULT_SIZE = 20;

    /** All members of the United Nations, or the positions of all countries on a topic. */
    public static final int MAX_SIZE = 250;

    /** An empty cursor counts as absent: some clients send it with the first page. */
    public static <T> PageRequest<T> of(Keyset<T> keyset, Integer first, String after, Integer last, String before) {
        if (first != null && last != null) {
            throw ClientErrorException.invalid("first, last", "both are set; set only one of them");
        }
        List<Object> start = position(keyset, "after", after);
        List<Object> end = position(keyset, "before", before);
        boolean backward = last != null || (first == null && start == null && end != null);
        int size = last != null ? checked("last", last) : checked("first", first == null ? DEFAULT_SIZE : first);
        return new PageRequest<>(keyset, size, backward, start, end);
    }

    public static <T> PageRequest<T> of(Keyset<T> keyset, Integer first, String after) {
        return of(keyset, first, after, null, null);
    }

    /** Whether the item is between the cursors. */
    boolean includes(T item) {
        List<Object> values = keyset.values(item);
        return (after == null || keyset.compare(values, after) > 0)
                && (before == null || keyset.compare(values, before) < 0);
    }

    private static <T> List<Object> position(Keyset<T> keyset, String argument, String cursor) {
        return cursor == null || cursor.isEmpty() ? null : keyset.read(argument, cursor);
    }

    /** Zero is a page without items, from which a client learns the total count and whether the list has items. */
    private static int checked(String argument, int size) {
        if (size < 0 || size > MAX_SIZE) {
            throw ClientErrorException.invalid(argument, "%d is out of range; use 0 to %d".formatted(size, MAX_SIZE));
        }
        return size;
    }
}
