package org.demarche.paging;

import java.util.function.Function;

/**
 * One column that a list is sorted by.
 *
 * @param sql the column, as in the list's statement
 * @param type how its values are written in a cursor
 * @param value the value of an item
 */
public record KeysetColumn<T>(String sql, ColumnType type, Function<T, Object> value) {}
