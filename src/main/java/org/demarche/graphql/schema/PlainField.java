package org.demarche.graphql.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

import graphql.GraphQLContext;
import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import org.demarche.graphql.execution.HeldField;

/**
 * Reads a plain property. SmallRye's fetcher fills a context and looks at the selected fields for each of the hundreds
 * of properties of an answer: more work than all the rest of the answer.
 */
final class PlainField implements LightDataFetcher<Object>, HeldField {

    private final String property;

    /** The getter of the class seen last: a field has almost always one. */
    private volatile Method getter;

    PlainField(String property) {
        this.property = property;
    }

    @Override
    public Object get(GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment)
            throws Exception {
        return read(source);
    }

    @Override
    public Object get(DataFetchingEnvironment environment) throws Exception {
        return get(environment.getFieldDefinition(), environment.getSource(), () -> environment);
    }

    @Override
    public boolean isHeldBy(Class<?> type) {
        return !CompletionStage.class.isAssignableFrom(getter(type).getReturnType());
    }

    @Override
    public Reader reader(Field place, GraphQLContext request) {
        return this::read;
    }

    private Object read(Object source) throws Exception {
        try {
            return getter(source.getClass()).invoke(source);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof Exception cause ? cause : thrown;
        }
    }

    private Method getter(Class<?> type) {
        Method method = getter;
        if (method == null || !method.getDeclaringClass().isAssignableFrom(type)) {
            method = find(type);
            getter = method;
        }
        return method;
    }

    private Method find(Class<?> type) {
        String getterName = "get" + Character.toUpperCase(property.charAt(0)) + property.substring(1);
        return Stream.of(type.getMethods())
                .filter(method -> method.getParameterCount() == 0 && !method.isBridge())
                .filter(method ->
                        method.getName().equals(getterName) || method.getName().equals(property))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no property " + property));
    }
}
