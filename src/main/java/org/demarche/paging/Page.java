package org.demarche.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** A part of a list, in the list's order whichever way it was read. */
public record Page<T>(Keyset<T> keyset, List<T> items, boolean hasNext, boolean hasPrevious) {

    /** The same page with other objects for the same items. */
    public Page<T> map(UnaryOperator<T> change) {
        return new Page<>(keyset, items.stream().map(change).toList(), hasNext, hasPrevious);
    }

    /** @param whole the whole list, in any order */
    public static <T> Page<T> ofWhole(PageRequest<T> request, List<T> whole) {
        Comparator<T> order = request.keyset().comparator();
        return of(
                request,
                whole.stream()
                        .filter(request::includes)
                        .sorted(request.backward() ? order.reversed() : order)
                        .limit(request.size() + 1L)
                        .toList());
    }

    /** @param rows what was read, up to one more than asked for: the one more tells whether the list goes on */
    public static <T> Page<T> of(PageRequest<T> request, List<T> rows) {
        boolean more = rows.size() > request.size();
        List<T> items = more ? rows.subList(0, request.size()) : rows;
        if (request.backward()) {
            items = new ArrayList<>(items);
            Collections.reverse(items);
            return new Page<>(request.keyset(), items, request.before() != null, more);
        }
        return new Page<>(request.keyset(), items, more, request.after() != null);
    }
}
