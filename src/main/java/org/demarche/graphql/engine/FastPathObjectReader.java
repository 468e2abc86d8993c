package org.demarche.graphql.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.language.Field;
import graphql.schema.GraphQLObjectType;
import org.demarche.error.LimitExceededException;

/**
 * Reads the objects of one request without graphql-java's preparations for each field. The fields of a selection, with
 * fragments and directives applied, are those that graphql-java collected for the first object. If anything unusual
 * happens (an error, or null in a non-null field), graphql-java reads the whole object again, because only graphql-java
 * knows how an error affects the enclosing objects.
 *
 * <p>A result is the completed value, or a future of it if a part is asynchronous.
 */
final class FastPathObjectReader {

    private final ExecutionContext context;
    private final FastPathCompletion completion;
    private final Map<SelectionKey, FastPathSelection> selections = new ConcurrentHashMap<>();

    private FastPathObjectReader(ExecutionContext context) {
        this.context = context;
        this.completion = new FastPathCompletion(context, this::readNested);
    }

    static FastPathObjectReader of(ExecutionContext context) {
        return context.getGraphQLContext()
                .computeIfAbsent(FastPathObjectReader.class, key -> new FastPathObjectReader(context));
    }

    /**
     * Returns null if the fast path cannot read the object.
     *
     * @param slowPath reads the object with graphql-java; called if an asynchronous part turns out to be unusual
     */
    Object read(MergedField field, GraphQLObjectType type, Object object, Supplier<Object> slowPath) {
        FastPathSelection selection = selections.get(new SelectionKey(field.getFields(), type));
        if (selection == null || !selection.isEligible()) {
            return null;
        }
        try {
            Object result = selection.read(object);
            return result instanceof CombinedFuture future ? withFallback(future, selection, slowPath) : result;
        } catch (SelectionNotLearnedException notLearned) {
            return null;
        } catch (LimitExceededException ended) {
            throw ended;
        } catch (Exception unusual) {
            // Once per selection: otherwise nested objects would be tried again at every level.
            selection.disable();
            return null;
        }
    }

    void learn(MergedField field, GraphQLObjectType type, MergedSelectionSet fields) {
        selections.computeIfAbsent(
                new SelectionKey(field.getFields(), type),
                key -> new FastPathSelection(context, completion, type, fields));
    }

    private static Object withFallback(CombinedFuture future, FastPathSelection selection, Supplier<Object> slowPath) {
        return future.exceptionallyCompose(failure -> {
            if (failure instanceof LimitExceededException) {
                return CompletableFuture.failedFuture(failure);
            }
            if (!(failure instanceof SelectionNotLearnedException)) {
                selection.disable();
            }
            Object result = slowPath.get();
            return result instanceof CompletableFuture<?> asynchronous
                    ? asynchronous.thenApply(value -> value)
                    : CompletableFuture.completedFuture(result);
        });
    }

    private Object readNested(MergedField field, GraphQLObjectType type, Object object) throws Exception {
        FastPathSelection selection = selections.get(new SelectionKey(field.getFields(), type));
        if (selection == null) {
            throw new SelectionNotLearnedException();
        }
        if (!selection.isEligible()) {
            throw new FastPathException();
        }
        return selection.read(object);
    }

    /** Objects of one type that are selected by the same fields of the document have the same selection. */
    private record SelectionKey(List<Field> fields, GraphQLObjectType type) {

        /** Computed for every object of a response, and faster than the methods that Java generates. */
        @Override
        public boolean equals(Object other) {
            return other instanceof SelectionKey that && type == that.type && fields.equals(that.fields);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(fields.get(0)) ^ System.identityHashCode(type);
        }
    }
}
