package org.demarche.graphql.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.demarche.graphql.scalar.PartialDate;
import org.demarche.graphql.scalar.WebAddress;

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
        RecordComponent[] components = type.getRecordComponents();
        InputReader[] readers = Stream.of(components)
                .map(component -> of(component.getGenericType()))
                .toArray(InputReader[]::new);
        Constructor<?> constructor = constructor(type, components);
        return value -> {
            if (value == null) {
                return null;
            }
            Object[] fields = new Object[components.length];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = readers[i].read(((Map<?, ?>) value).get(components[i].getName()));
            }
            try {
                return constructor.newInstance(fields);
            } catch (ReflectiveOperationException failure) {
                throw new IllegalStateException(failure);
            }
        };
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            return type.getConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException notPublic) {
            throw new IllegalStateException(notPublic);
        }
    }
}
