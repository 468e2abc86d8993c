package org.demarche.exporting;

import java.util.List;
import java.util.function.Function;

/**
 * A column of an exported table.
 *
 * @param content what its cells contain
 * @param value the value of a row: a text, a number, a list of texts, or null
 */
record Column<T>(String name, Content content, Function<T, Object> value) {

    /** What cells contain. */
    enum Content {
        /** Codes, slugs, dates, numbers and addresses: the service makes them, or checks their form. */
        CODE,
        /** Texts that people have written. */
        TEXT
    }

    static <T> Column<T> code(String name, Function<T, Object> value) {
        return new Column<>(name, Content.CODE, value);
    }

    static <T> Column<T> text(String name, Function<T, Object> value) {
        return new Column<>(name, Content.TEXT, value);
    }

    /** Codes and addresses contain no blank, so that a blank can separate them; a text may. */
    String cell(T row) {
        Object cell = value.apply(row);
        if (cell == null) {
            return "";
        }
        String written = cell instanceof List<?> list
                ? String.join(
                        content == Content.CODE ? " " : "; ",
                        list.stream().map(Object::toString).toList())
                : cell.toString();
        return content == Content.TEXT ? FormulaGuard.guarded(written) : written;
    }
}
