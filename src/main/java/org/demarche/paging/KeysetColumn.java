package org.demarche.paging;

import java.util.function.Function;

/**
 * One column that a list is sorted by.
 *
 * @param sql the column with the alias of its table, or an expression of one column, as in the list's statement
 * @param type how its values are written in a cursor
 * @param value the value of an item
 */
public record KeysetColumn<T>(String sql, ColumnType type, Function<T, Object> value) {

    /** The alias of the column's table. */
    String table() {
        int end = sql.indexOf('.');
        return end < 0 ? "" : sql.substring(sql.lastIndexOf('(', end) + 1, end);
    }
}
