package org.demarche.paging;

import java.util.function.Function;

/**
 * One column that a list is sorted by.
 *
 * @param sql the column as the list's statement names it
 * @param type how its values travel in a cursor
 * @param value its value for an item
 */
public record KeysetColumn<T>(String sql, ColumnType type, Function<T, Object> value) {}
