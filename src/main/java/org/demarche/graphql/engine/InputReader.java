package org.demarche.graphql.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.demarche.model.PartialDate;
import org.demarche.model.WebAddress;

/** Converts an input value that graphql-java has validated to the Java type of a parameter: enum, record, date, time or list. */
interface InputReader {

    /** Types that the scalars already produce. */
    Set<Class<?>> SCALARS =
            Set.of(String.class, Integer.class, Boolean.class, Double.class, PartialDate.class, WebAddress.class);

    /** @param value may be null; the result is null then */
    Object read(Object value);

    static InputReader of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return listOf(of(list.getActualTypeArguments()[0]));
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalStateException("An argument or input field cannot have the type " + type);
        }
        if (plain.isEnum()) {
            return value -> value == null ? null : enumConstant(plain, value.toString());
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain == LocalDate.class) {
            return value -> value == null ? null : LocalDate.parse(value.toString());
        }
        if (plain == OffsetDateTime.class) {
            return value -> value == null ? null : OffsetDateTime.parse(value.toString());
        }
        if (!SCALARS.contains(plain)) {
            throw new IllegalStateException("An argument or input field cannot have the type " + type);
        }
        return value -> value;
    }

    /** Loads a class that SmallRye's schema model names. */
    static Class<?> classOf(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static InputReader listOf(InputReader items) {
        return value -> value == null
                ? null
                : ((List<?>) value).stream().map(items::read).toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object enumConstant(Class<?> type, String name) {
        return Enum.valueOf((Class) type, name);
    }

    private static InputReader record(Class<?> type) {
        Constructor<?> constructor = type.getConstructors()[0];
        constructor.setAccessible(true);
        String[] names =
                Stream.of(constructor.getParameters()).map(Parameter::getName).toArray(String[]::new);
        InputReader[] readers = Stream.of(constructor.getGenericParameterTypes())
                .map(InputReader::of)
                .toArray(InputReader[]::new);
        return value -> {
            if (value == null) {
                return null;
            }
            Object[] fields = new Object[names.length];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = readers[i].read(((Map<?, ?>) value).get(names[i]));
            }
            try {
                return constructor.newInstance(fields);
            } catch (ReflectiveOperationException failure) {
                throw new IllegalStateException(failure);
            }
        };
    }
}
