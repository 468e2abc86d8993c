package org.demarche.graphql.engine;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.CDI;

import graphql.GraphQLContext;
import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import io.smallrye.graphql.api.Context;
import io.smallrye.graphql.execution.context.SmallRyeContext;
import io.smallrye.graphql.execution.datafetcher.PlugableBatchableDataFetcher;
import io.smallrye.graphql.schema.model.Argument;
import io.smallrye.graphql.schema.model.Operation;
import io.smallrye.mutiny.Uni;
import org.dataloader.BatchLoaderEnvironment;
import org.demarche.graphql.limit.CostedField;
import org.demarche.graphql.relay.PageArguments;

/**
 * Calls the method of an Api class that resolves a field. SmallRye's fetcher collects the selected fields, fills a context
 * and binds the arguments through JSON for every source object
 * (compare https://github.com/smallrye/smallrye-graphql/issues/770). This one binds the arguments once per field of the
 * document, because they are the same for all source objects.
 */
final class MethodDataFetcher
        implements PlugableBatchableDataFetcher<Object, Object>,
                LightDataFetcher<Object>,
                SynchronousField,
                CostedField {

    private final Method method;
    private final Parameter[] parameters;
    private final boolean needsEnvironment;

    /** Looked up on the first call, because the schema is built before all beans exist. */
    private volatile Object api;

    MethodDataFetcher(Operation operation) {
        List<Argument> arguments = operation.getArguments();
        method = find(operation, arguments.size());
        // Without it each call checks its caller by walking the stack, which takes microseconds in a native executable.
        method.setAccessible(true);
        parameters = new Parameter[arguments.size()];
        boolean takesMoreThanSource = false;
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = Parameter.of(arguments.get(i), method, i);
            takesMoreThanSource |= parameters[i].kind != Parameter.Kind.SOURCE;
        }
        needsEnvironment = takesMoreThanSource;
    }

    @Override
    public AnnotatedElement method() {
        return method;
    }

    @Override
    public Object get(GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment)
            throws Exception {
        return call(needsEnvironment ? arguments(source, environment.get()) : sourceOnly(source));
    }

    @Override
    public Object get(DataFetchingEnvironment environment) throws Exception {
        return call(arguments(environment.getSource(), environment));
    }

    @Override
    public Reader readerFor(Field field, GraphQLContext request) {
        if (!needsEnvironment) {
            return source -> call(sourceOnly(source));
        }
        Object[] arguments = argumentsByField(request).get(field);
        return arguments == null ? null : source -> call(withSource(arguments, source));
    }

    /**
     * Not supported: batch methods with arguments mix up the results of parents
     * (https://github.com/smallrye/smallrye-graphql/pull/2268). Nested lists use RequestDataLoaders.
     */
    @Override
    public CompletionStage<List<Object>> load(List<Object> parents, BatchLoaderEnvironment environment) {
        throw new UnsupportedOperationException(
                method + " takes a list of source objects; take one, and load with RequestDataLoaders");
    }

    private Object call(Object[] arguments) throws Exception {
        try {
            Object result = method.invoke(api(), arguments);
            return result instanceof Uni<?> uni ? toFuture(uni) : result;
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof Exception cause ? cause : thrown;
        }
    }

    /** Cheaper than {@code Uni.subscribeAsCompletionStage}, which also captures a context that fields do not have. */
    private static CompletableFuture<Object> toFuture(Uni<?> uni) {
        CompletableFuture<Object> future = new CompletableFuture<>();
        uni.subscribe().with(future::complete, future::completeExceptionally);
        return future;
    }

    private Object[] sourceOnly(Object source) {
        return parameters.length == 0 ? new Object[0] : new Object[] {source};
    }

    private Object[] arguments(Object source, DataFetchingEnvironment environment) {
        return withSource(
                argumentsByField(environment.getGraphQlContext())
                        .computeIfAbsent(environment.getField(), field -> bind(environment)),
                source);
    }

    /** The arguments bound so far in a request, by field of the document. */
    private Map<Field, Object[]> argumentsByField(GraphQLContext request) {
        return request.computeIfAbsent(this, fetcher -> Collections.synchronizedMap(new IdentityHashMap<>()));
    }

    private Object[] withSource(Object[] bound, Object source) {
        Object[] arguments = bound.clone();
        for (int i = 0; i < arguments.length; i++) {
            if (parameters[i].kind == Parameter.Kind.SOURCE) {
                arguments[i] = source;
            }
        }
        return arguments;
    }

    private Object[] bind(DataFetchingEnvironment environment) {
        Object[] values = new Object[parameters.length];
        for (int i = 0; i < values.length; i++) {
            if (parameters[i].kind == Parameter.Kind.ARGUMENT) {
                values[i] = parameters[i].reader.read(environment.getArgument(parameters[i].name));
            } else if (parameters[i].kind == Parameter.Kind.PAGE_ARGUMENTS) {
                values[i] = parameters[i].reader.read(environment.getArguments());
            } else if (parameters[i].kind == Parameter.Kind.CONTEXT) {
                // Shared by all source objects: resolvers use it for RequestDataLoaders only, which are the request's.
                values[i] = context(environment);
            }
        }
        return values;
    }

    private static Context context(DataFetchingEnvironment environment) {
        SmallRyeContext context = new SmallRyeContext(MethodDataFetcher.class.getName());
        context.setDataFetchingEnvironment(environment);
        return context;
    }

    private Object api() {
        Object bean = api;
        if (bean == null) {
            bean = CDI.current().select(method.getDeclaringClass()).get();
            api = bean;
        }
        return bean;
    }

    private static Method find(Operation operation, int parameters) {
        Class<?> type = InputReader.classOf(operation.getClassName());
        List<String> parameterTypes = operation.getArguments().stream()
                .map(argument -> argument.hasWrapper()
                        ? argument.getWrapper().getWrapperClassName()
                        : argument.getReference().getClassName())
                .toList();
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().equals(operation.getMethodName()) && !method.isBridge())
                .filter(method -> method.getParameterCount() == parameters)
                .filter(method -> Stream.of(method.getParameterTypes())
                        .map(Class::getName)
                        .toList()
                        .equals(parameterTypes))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The class %s has no public method %s(%s)"
                        .formatted(operation.getClassName(), operation.getMethodName(), parameterTypes)));
    }

    private record Parameter(Kind kind, String name, InputReader reader) {

        enum Kind {
            SOURCE,
            CONTEXT,
            ARGUMENT,
            /** Several of the field's arguments, as one record: see RelaySchema. */
            PAGE_ARGUMENTS
        }

        static Parameter of(Argument argument, Method method, int index) {
            if (argument.isSourceArgument()) {
                return new Parameter(Kind.SOURCE, null, null);
            }
            Class<?> type = method.getParameterTypes()[index];
            if (type == Context.class) {
                return new Parameter(Kind.CONTEXT, null, null);
            }
            Kind kind = PageArguments.class.isAssignableFrom(type) ? Kind.PAGE_ARGUMENTS : Kind.ARGUMENT;
            return new Parameter(kind, argument.getName(), InputReader.of(method.getGenericParameterTypes()[index]));
        }
    }
}
