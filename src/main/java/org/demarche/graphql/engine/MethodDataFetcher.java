package org.demarche.graphql.engine;

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

/**
 * Calls the method of an Api class that resolves a field. SmallRye's own fetcher looks at the selected fields, fills a
 * context and binds the arguments by JSON for every parent of a list; here the arguments are read once for each place in
 * the query, for they are the same for all its parents.
 */
final class MethodDataFetcher
        implements PlugableBatchableDataFetcher<Object, Object>, LightDataFetcher<Object>, SynchronousField {

    private final Method method;
    private final Parameter[] parameters;
    private final boolean needsEnvironment;

    /** Not before the first call: the schema is built before all beans are there. */
    private volatile Object api;

    MethodDataFetcher(Operation operation) {
        List<Argument> arguments = operation.getArguments();
        method = find(operation, arguments.size());
        // Or each call would look through the stack for its caller, which takes microseconds in a native executable.
        method.setAccessible(true);
        parameters = new Parameter[arguments.size()];
        boolean takesMore = false;
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = Parameter.of(arguments.get(i), method, i);
            takesMore |= parameters[i].kind != Parameter.Kind.SOURCE;
        }
        needsEnvironment = takesMore;
    }

    @Override
    public Object get(GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment)
            throws Exception {
        return call(needsEnvironment ? arguments(source, environment.get()) : alone(source));
    }

    @Override
    public Object get(DataFetchingEnvironment environment) throws Exception {
        return call(arguments(environment.getSource(), environment));
    }

    @Override
    public Reader reader(Field place, GraphQLContext request) {
        if (!needsEnvironment) {
            return source -> call(alone(source));
        }
        Object[] arguments = read(request).get(place);
        return arguments == null ? null : source -> call(with(arguments, source));
    }

    /** SmallRye mixes up the rows of batches with arguments: lists below the root go through RequestDataLoaders. */
    @Override
    public CompletionStage<List<Object>> load(List<Object> parents, BatchLoaderEnvironment environment) {
        throw new UnsupportedOperationException(
                method + " takes a list of parents; take one, and read through RequestDataLoaders");
    }

    private Object call(Object[] arguments) throws Exception {
        try {
            Object result = method.invoke(api(), arguments);
            return result instanceof Uni<?> uni ? future(uni) : result;
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof Exception cause ? cause : thrown;
        }
    }

    /** Mutiny's own keeps the context of whoever waits, which no field has. */
    private static CompletableFuture<Object> future(Uni<?> uni) {
        CompletableFuture<Object> future = new CompletableFuture<>();
        uni.subscribe().with(future::complete, future::completeExceptionally);
        return future;
    }

    private Object[] alone(Object source) {
        return parameters.length == 0 ? new Object[0] : new Object[] {source};
    }

    private Object[] arguments(Object source, DataFetchingEnvironment environment) {
        return with(
                read(environment.getGraphQlContext())
                        .computeIfAbsent(environment.getField(), place -> read(environment)),
                source);
    }

    /** The arguments that have been read in a request, by their place in the query. */
    private Map<Field, Object[]> read(GraphQLContext request) {
        return request.computeIfAbsent(this, field -> Collections.synchronizedMap(new IdentityHashMap<>()));
    }

    private Object[] with(Object[] read, Object source) {
        Object[] arguments = read.clone();
        for (int i = 0; i < arguments.length; i++) {
            if (parameters[i].kind == Parameter.Kind.SOURCE) {
                arguments[i] = source;
            }
        }
        return arguments;
    }

    private Object[] read(DataFetchingEnvironment environment) {
        Object[] values = new Object[parameters.length];
        for (int i = 0; i < values.length; i++) {
            if (parameters[i].kind == Parameter.Kind.ARGUMENT) {
                values[i] = parameters[i].reader.read(environment.getArgument(parameters[i].name));
            } else if (parameters[i].kind == Parameter.Kind.CONTEXT) {
                // For all parents at the place: what resolvers ask of it, by RequestDataLoaders, is the same for them.
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
        Object found = api;
        if (found == null) {
            found = CDI.current().select(method.getDeclaringClass()).get();
            api = found;
        }
        return found;
    }

    private static Method find(Operation operation, int parameters) {
        Class<?> type = InputReader.type(operation.getClassName());
        List<String> wanted = operation.getArguments().stream()
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
                        .equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s has no public method %s(%s)"
                        .formatted(operation.getClassName(), operation.getMethodName(), wanted)));
    }

    private record Parameter(Kind kind, String name, InputReader reader) {

        enum Kind {
            SOURCE,
            CONTEXT,
            ARGUMENT
        }

        static Parameter of(Argument argument, Method method, int index) {
            if (argument.isSourceArgument()) {
                return new Parameter(Kind.SOURCE, null, null);
            }
            return method.getParameterTypes()[index] == Context.class
                    ? new Parameter(Kind.CONTEXT, null, null)
                    : new Parameter(
                            Kind.ARGUMENT,
                            argument.getName(),
                            InputReader.of(method.getGenericParameterTypes()[index]));
        }
    }
}
