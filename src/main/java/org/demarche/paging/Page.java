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

    /** The page of several lists taken together, from the page of each for the same request. */
    public static <T> Page<T> merged(PageRequest<T> request, List<Page<T>> pages) {
        Comparator<T> order = request.keyset().comparator();
        List<T> rows = pages.stream()
                .flatMap(page -> page.items.stream())
                .sorted(request.backward() ? order.reversed() : order)
                .limit(request.size() + 1L)
                .toList();
        return of(
                request,
                rows,
                rows.size() > request.size()
                        || pages.stream().anyMatch(page -> request.backward() ? page.hasPrevious : page.hasNext));
    }

    /** @param rows the rows read, up to one more than requested: the extra row shows that the list continues */
    public static <T> Page<T> of(PageRequest<T> request, List<T> rows) {
        return of(request, rows, rows.size() > request.size());
    }

    /** @param more whether the list continues after the page, in the direction of the request */
    private static <T> Page<T> of(PageRequest<T> request, List<T> rows, boolean more) {
        List<T> items = rows.subList(0, Math.min(rows.size(), request.size()));
        if (request.backward()) {
            items = new ArrayList<>(items);
            Collections.reverse(items);
            return new Page<>(request.keyset(), items, request.before() != null, more);
        }
        return new Page<>(request.keyset(), items, more, request.after() != null);
    }
}
