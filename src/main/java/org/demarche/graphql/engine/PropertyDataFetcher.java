package org.demarche.graphql.engine;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.function.Supplier;

import graphql.GraphQLContext;
import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import io.smallrye.graphql.execution.datafetcher.PlugableDataFetcher;
import org.demarche.graphql.limit.CostedField;

/**
 * Reads a property of an object. SmallRye's fetcher fills a context and collects the selected fields for each of the
 * hundreds of properties of a response, which takes longer than the rest of the response
 * (compare https://github.com/smallrye/smallrye-graphql/issues/770).
 */
final class PropertyDataFetcher
        implements PlugableDataFetcher<Object>, LightDataFetcher<Object>, SynchronousField, CostedField {

    private final Method method;
    private final Getter getter;
    private final String valueType;

    /**
     * @param owner the class of the objects
     * @param name the name of its method that returns the property
     * @param valueType the name of the class that the method returns, or of the items that it returns
     */
    PropertyDataFetcher(Class<?> owner, String name, String valueType) {
        this.valueType = valueType;
        try {
            method = owner.getMethod(name);
            getter = Getter.of(method);
        } catch (NoSuchMethodException missing) {
            throw new IllegalStateException("The class %s has no public method %s()".formatted(owner, name), missing);
        }
    }

    Class<?> valueType() {
        return InputReader.classOf(valueType);
    }

    @Override
    public AnnotatedElement method() {
        return method;
    }

    @Override
    public Object get(GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment) {
        return getter.get(source);
    }

    @Override
    public Object get(DataFetchingEnvironment environment) {
        return getter.get(environment.getSource());
    }

    @Override
    public Reader readerFor(Field field, GraphQLContext request) {
        return getter::get;
    }
}
