package org.demarche.paging;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The order of a list, by columns that together are unique. A page starts after the last row of the previous page,
 * regardless of rows inserted meanwhile.
 *
 * @param list the list's name: a cursor is valid for one list only
 * @param order the order's name: a cursor is valid for one order only
 * @param descending whether all columns descend. They share one direction, so that one index serves both
 */
public record Keyset<T>(String list, String order, boolean descending, List<KeysetColumn<T>> columns) {

    /** The direction is taken from the end of the order's name. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads them
    public static <T> Keyset<T> of(String list, Enum<?> order, KeysetColumn<T>... columns) {
        return new Keyset<>(list, order.name(), order.name().endsWith("_DESC"), List.of(columns));
    }

    /** For a list with a single order. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads them
    public static <T> Keyset<T> of(String list, KeysetColumn<T>... columns) {
        return new Keyset<>(list, "", false, List.of(columns));
    }

    /** For a list with a single order, from the highest to the lowest. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads them
    public static <T> Keyset<T> descending(String list, KeysetColumn<T>... columns) {
        return new Keyset<>(list, "", true, List.of(columns));
    }

    /** The same order for other objects, each of which stands for an item. */
    public <U> Keyset<U> of(Function<U, T> item) {
        return new Keyset<>(
                list,
                order,
                descending,
                columns.stream()
                        .map(column -> new KeysetColumn<U>(column.sql(), column.type(), item.andThen(column.value())))
                        .toList());
    }

    public String cursor(T item) {
        return Cursor.write(
                list,
                order,
                columns.stream()
                        .map(column -> column.type().write(column.value().apply(item)))
                        .toList());
    }

    /** The validated values of the columns at a cursor. */
    List<Object> read(String argument, String cursor) {
        return Cursor.read(
                argument,
                cursor,
                list,
                order,
                columns.stream().map(KeysetColumn::type).toList());
    }

    /** Sorts a list in memory in this order. */
    Comparator<T> comparator() {
        return (one, other) -> compare(values(one), values(other));
    }

    List<Object> values(T item) {
        return columns.stream().map(column -> column.value().apply(item)).toList();
    }

    /** Negative if the first comes before the other in the list. */
    @SuppressWarnings("unchecked")
    int compare(List<Object> one, List<Object> other) {
        for (int i = 0; i < columns.size(); i++) {
            int difference = ((Comparable<Object>) one.get(i)).compareTo(other.get(i));
            if (difference != 0) {
                return descending ? -difference : difference;
            }
        }
        return 0;
    }

    /** Whether the columns belong to more than one table. */
    public boolean joined() {
        return columns.stream().map(KeysetColumn::table).distinct().count() > 1;
    }

    /** (since_day, id), for the comparison of rows. */
    public String rowSql() {
        return columns.stream().map(KeysetColumn::sql).collect(Collectors.joining(", ", "(", ")"));
    }

    /** since_day desc, id desc. */
    public String orderSql(boolean backward) {
        String direction = descending == backward ? " asc" : " desc";
        return columns.stream().map(column -> column.sql() + direction).collect(Collectors.joining(", "));
    }

    // Part of the keys of data loaders: equal for the same list in the same order.
    @Override
    public boolean equals(Object other) {
        return other instanceof Keyset<?> that && list.equals(that.list) && order.equals(that.order);
    }

    @Override
    public int hashCode() {
        return 31 * list.hashCode() + order.hashCode();
    }
}
