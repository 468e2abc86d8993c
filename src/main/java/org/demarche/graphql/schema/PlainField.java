package org.demarche.graphql.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import java.util.stream.Stream;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;

/**
 * Reads a plain property. SmallRye's fetcher fills a context and looks at the selected fields for each of the hundreds
 * of properties of an answer: more work than all the rest of the answer.
 */
final class PlainField implements LightDataFetcher<Object> {

    private final String property;

    /** The getter of the class seen last: a field has almost always one. */
    private volatile Method getter;

    PlainField(String property) {
        this.property = property;
    }

    @Override
    public Object get(GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment)
            throws Exception {
        Method method = getter;
        if (method == null || !method.getDeclaringClass().isInstance(source)) {
            method = find(source.getClass());
            getter = method;
        }
        try {
            return method.invoke(source);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof Exception cause ? cause : thrown;
        }
    }

    @Override
    public Object get(DataFetchingEnvironment environment) throws Exception {
        return get(environment.getFieldDefinition(), environment.getSource(), () -> environment);
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
