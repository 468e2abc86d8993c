package org.demarche.graphql.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.demarche.model.PartialDate;
import org.demarche.model.WebAddress;

/** Makes of a value as graphql-java has checked it what a method takes: constants of enums, records, dates, lists. */
interface InputReader {

    /** What comes as it is: the scalars have made it. */
    Set<Class<?>> READ =
            Set.of(String.class, Integer.class, Boolean.class, Double.class, PartialDate.class, WebAddress.class);

    /** @param value may be null, and is null then */
    Object read(Object value);

    static InputReader of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return listOf(of(list.getActualTypeArguments()[0]));
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalStateException("no argument can be a " + type);
        }
        if (plain.isEnum()) {
            return value -> value == null ? null : constant(plain, value.toString());
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain == LocalDate.class) {
            return value -> value == null ? null : LocalDate.parse(value.toString());
        }
        if (!READ.contains(plain)) {
            throw new IllegalStateException("no argument can be a " + type);
        }
        return value -> value;
    }

    /** By name, as the schema has it. */
    static Class<?> type(String name) {
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
    private static Object constant(Class<?> type, String name) {
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
