package org.demarche.paging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;

import org.demarche.error.ClientErrorException;

/** Encodes and decodes cursors. A cursor names the list and the order it belongs to and holds the values of the sort columns. */
final class Cursor {

    /** Separates the parts. No sort column contains it. */
    private static final String SEPARATOR = "\u001f";

    private Cursor() {}

    static String write(String list, String order, List<String> values) {
        StringJoiner joiner = new StringJoiner(SEPARATOR).add(list).add(order);
        values.forEach(joiner::add);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(joiner.toString().getBytes(StandardCharsets.UTF_8));
    }

    static List<Object> read(String argument, String cursor, String list, String order, List<ColumnType> types) {
        String[] parts = decode(argument, cursor).split(SEPARATOR, -1);
        if (parts.length < 2) {
            throw unknown(argument);
        }
        if (!parts[0].equals(list)) {
            throw ClientErrorException.invalidCursor(
                    argument, "this cursor belongs to another list; use a cursor of this list");
        }
        if (!parts[1].equals(order)) {
            throw ClientErrorException.invalidCursor(
                    argument, "this cursor belongs to another sort order; start again without a cursor");
        }
        return values(argument, parts, types);
    }

    private static List<Object> values(String argument, String[] parts, List<ColumnType> types) {
        if (parts.length != types.size() + 2) {
            throw unknown(argument);
        }
        List<Object> values = new ArrayList<>();
        try {
            for (int i = 0; i < types.size(); i++) {
                values.add(types.get(i).read(parts[i + 2]));
            }
        } catch (RuntimeException notWrittenByUs) {
            throw unknown(argument);
        }
        return values;
    }

    private static String decode(String argument, String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            // PostgreSQL does not accept U+0000, and no valid cursor contains it.
            if (text.indexOf('\0') >= 0) {
                throw unknown(argument);
            }
            return text;
        } catch (IllegalArgumentException notBase64) {
            throw unknown(argument);
        }
    }

    private static ClientErrorException unknown(String argument) {
        return ClientErrorException.invalidCursor(
                argument, "this is not a cursor of this service; send an endCursor or startCursor unchanged");
    }
}
