package org.demarche.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** A page of a list, always in the order of the list, also when it was read backwards. */
public record Page<T>(Keyset<T> keyset, List<T> items, boolean hasNext, boolean hasPrevious) {

    /** The same page with each item replaced by another object for it. */
    public Page<T> map(UnaryOperator<T> replacement) {
        return new Page<>(keyset, items.stream().map(replacement).toList(), hasNext, hasPrevious);
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

    /** @param rows the rows read, up to one more than requested: the extra row shows that the list continues */
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
