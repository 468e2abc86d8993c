package org.demarche.exporting;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a filter of the GraphQL API from the parameters of an export. A new field of a filter is a parameter of exports at once.
 */
final class FilterReader<F extends Record> {

    private final Constructor<F> constructor;

    /** Null for a range, which is no filter itself. */
    private List<FilterField> fields;

    private FilterReader(Constructor<F> constructor) {
        this.constructor = constructor;
    }

    @SuppressWarnings("unchecked") // getConstructors returns those of the class
    static <F extends Record> FilterReader<F> of(Class<F> type) {
        return new FilterReader<>((Constructor<F>) type.getConstructors()[0]);
    }

    List<FilterField> fields() {
        if (fields == null) {
            fields = Stream.of(constructor.getParameters()).map(FilterField::of).toList();
        }
        return fields;
    }

    Class<?> type(int component) {
        return constructor.getParameterTypes()[component];
    }

    /** @return null if no parameter of the filter is given */
    F read(Map<String, List<String>> given) {
        Object[] values = fields().stream().map(field -> field.read(given)).toArray();
        return Stream.of(values).allMatch(value -> value == null) ? null : create(values);
    }

    F create(Object... values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
