package org.demarche.database.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.vertx.sqlclient.Tuple;

/** A statement under construction: text with a {@code ?} for every value, and the values. Values never become text. */
public final class Sql {

    static final String KEYS = unseen("bigint[]");

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    public static Sql of(String fragment, Object... bound) {
        return new Sql().add(fragment, bound);
    }

    /**
     * A place for a value that the planner does not look at. It would find that this page or these few keys are cheaper to
     * read than it takes such to be as a rule, and plan the statement anew for each, which takes longer than to read them.
     */
    static String unseen(String type) {
        return "(select ?::" + type + ")";
    }

    /** What is selected, of the rows whose column is one of the keys. */
    public static Sql byKeys(String select, String column, Collection<Long> keys) {
        return of(select + " where " + column + " = any(" + KEYS + "::bigint[])", (Object) keys.toArray(Long[]::new));
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
            throw new IllegalArgumentException("%d values for: %s".formatted(bound.length, fragment));
        }
        return this;
    }

    /** Appends another statement's text and values. */
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

    /** Appends the fragment unless the value is null: for filters that may be left out. */
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
