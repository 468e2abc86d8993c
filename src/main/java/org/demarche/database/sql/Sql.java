package org.demarche.database.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.vertx.sqlclient.Tuple;

/**
 * Builds a statement from fragments with a {@code ?} for each value, and the values. Values are always bound as
 * parameters and never become part of the text.
 */
public final class Sql {

    static final String KEYS = opaque("bigint[]");

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    public static Sql of(String fragment, Object... bound) {
        return new Sql().add(fragment, bound);
    }

    /**
     * A placeholder in a subselect, whose value the planner does not look at. Otherwise it finds that this page or these few
     * keys are cheaper than its generic plan assumes and plans the statement again for each execution, which takes longer
     * than the execution.
     */
    static String opaque(String type) {
        return "(select ?::" + type + ")";
    }

    /** Selects the rows whose column is one of the keys. */
    public static Sql byKeys(String select, String column, Collection<Long> keys) {
        return of(select + " where " + column + " = any(" + KEYS + "::bigint[])", (Object) keys.toArray(Long[]::new));
    }

    /** Selects the rows whose column is one of the texts. */
    public static Sql byTexts(String select, String column, Collection<String> texts) {
        return of(select + " where " + column + " = any(" + opaque("text[]") + "::text[])", (Object)
                texts.toArray(String[]::new));
    }

    public Sql add(String fragment, Object... bound) {
        int value = 0;
        for (int i = 0; i < fragment.length(); i++) {
            if (fragment.charAt(i) == '?') {
                values.add(bound[value++]);
                text.append('$').append(values.size());
            } else {
                text.append(fragment.charAt(i));
            }
        }
        if (value != bound.length) {
            throw new IllegalArgumentException(bound.length + " values for: " + fragment);
        }
        return this;
    }

    /** Appends another statement; its parameters are renumbered. */
    public Sql add(Sql other) {
        int shift = values.size();
        for (int i = 0; i < other.text.length(); i++) {
            char c = other.text.charAt(i);
            text.append(c);
            if (c == '$') {
                int end = i + 1;
                while (end < other.text.length() && Character.isDigit(other.text.charAt(end))) {
                    end++;
                }
                text.append(Integer.parseInt(other.text.substring(i + 1, end)) + shift);
                i = end - 1;
            }
        }
        values.addAll(other.values);
        return this;
    }

    /** Appends the fragment unless the value is null: for optional filters. */
    public Sql addIf(Object value, String fragment) {
        return value == null ? this : add(fragment, value);
    }

    /** Appends the fragment with the names of the constants, unless the list is null. */
    public Sql addNames(List<? extends Enum<?>> constants, String fragment) {
        return constants == null
                ? this
                : add(fragment, (Object) constants.stream().map(Enum::name).toArray(String[]::new));
    }

    public String text() {
        return text.toString();
    }

    public Tuple values() {
        return Tuple.from(values);
    }

    @Override
    public String toString() {
        return text + " " + values;
    }
}
