package org.demarche.graphql.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import graphql.execution.DataFetcherResult;
import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.introspection.Introspection;
import graphql.language.Field;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;

/**
 * Reads, within one request, objects without graphql-java's preparations for each of their fields. What is asked at a place
 * of the document, with fragments and directives taken into account, is what graphql-java has found for the first object
 * there. Whatever is out of the ordinary (an error, a null where none may be) is left to graphql-java, which reads the whole
 * object once more: only it knows what becomes of the objects around it.
 *
 * <p>What is read is complete, or the future of it while a part has to be waited for.
 */
final class FastPathObjectReader {

    private final ExecutionContext context;
    private final Map<Place, Selection> selections = new ConcurrentHashMap<>();

    private FastPathObjectReader(ExecutionContext context) {
        this.context = context;
    }

    static FastPathObjectReader of(ExecutionContext context) {
        return context.getGraphQLContext()
                .computeIfAbsent(FastPathObjectReader.class, key -> new FastPathObjectReader(context));
    }

    /**
     * Null for an object that cannot be read so.
     *
     * @param whole reads it by graphql-java, when a part that had to be waited for turns out to be out of the ordinary
     */
    Object read(MergedField field, GraphQLObjectType type, Object object, Supplier<Object> whole) {
        Selection selection = selections.get(new Place(field.getFields(), type));
        if (selection == null || !selection.isHeld) {
            return null;
        }
        try {
            Object read = selection.read(object);
            return read instanceof CombinedFuture awaited ? orElse(awaited, selection, whole) : read;
        } catch (NotYet learned) {
            return null;
        } catch (Exception outOfTheOrdinary) {
            // Once for each place, or objects within objects would be tried again on every level.
            selection.isHeld = false;
            return null;
        }
    }

    private static Object orElse(CombinedFuture awaited, Selection selection, Supplier<Object> whole) {
        return awaited.exceptionallyCompose(failure -> {
            selection.isHeld &= failure instanceof NotYet;
            Object read = whole.get();
            return read instanceof CompletableFuture<?> later
                    ? later.thenApply(value -> value)
                    : CompletableFuture.completedFuture(read);
        });
    }

    void learn(MergedField field, GraphQLObjectType type, MergedSelectionSet found) {
        selections.computeIfAbsent(new Place(field.getFields(), type), place -> new Selection(type, found));
    }

    /** All objects of a type that are asked for by the same parts of the document are asked for the same. */
    private record Place(List<Field> fields, GraphQLObjectType type) {}

    /** What is asked of the objects at one place. */
    private final class Selection {

        private final GraphQLObjectType type;
        private final MergedSelectionSet fields;
        private volatile List<Part> parts;
        private volatile boolean isHeld = true;

        Selection(GraphQLObjectType type, MergedSelectionSet fields) {
            this.type = type;
            this.fields = fields;
        }

        Object read(Object object) throws Exception {
            if (parts == null) {
                parts = parts();
            }
            Object[] values = new Object[parts.size()];
            for (int i = 0; i < values.length; i++) {
                Part part = parts.get(i);
                values[i] = complete(part.field, part.type, part.reader.read(object));
            }
            return CombinedFuture.orNow(values, this::named);
        }

        private Map<String, Object> named(Object[] values) {
            Map<String, Object> named = new LinkedHashMap<>(2 * values.length);
            for (int i = 0; i < values.length; i++) {
                named.put(parts.get(i).key, values[i]);
            }
            return named;
        }

        private List<Part> parts() {
            List<Part> found = new ArrayList<>(fields.size());
            for (MergedField field : fields.getSubFieldsList()) {
                GraphQLFieldDefinition definition =
                        Introspection.getFieldDefinition(context.getGraphQLSchema(), type, field.getName());
                SynchronousField.Reader reader = reader(field, definition);
                if (reader == null) {
                    throw new NotYet();
                }
                found.add(new Part(field.getResultKey(), field, definition.getType(), reader));
            }
            return found;
        }

        private SynchronousField.Reader reader(MergedField field, GraphQLFieldDefinition definition) {
            if (definition == Introspection.TypeNameMetaFieldDef) {
                return any -> type.getName();
            }
            DataFetcher<?> fetcher =
                    context.getGraphQLSchema().getCodeRegistry().getDataFetcher(type, definition);
            if (fetcher instanceof SynchronousField held) {
                return held.reader(field.getSingleField(), context.getGraphQLContext());
            }
            throw new OutOfTheOrdinary();
        }
    }

    private record Part(String key, MergedField field, GraphQLType type, SynchronousField.Reader reader) {}

    private Object complete(MergedField field, GraphQLType type, Object found) throws Exception {
        if (found instanceof CompletionStage<?> awaited) {
            return CombinedFuture.then(awaited, value -> complete(field, type, value));
        }
        Object value = context.getValueUnboxer().unbox(found);
        if (type instanceof GraphQLNonNull nonNull) {
            if (value == null) {
                throw new OutOfTheOrdinary();
            }
            return complete(field, nonNull.getWrappedType(), value);
        }
        if (value == null) {
            return null;
        }
        if (value instanceof DataFetcherResult) {
            throw new OutOfTheOrdinary();
        }
        return present(field, type, value);
    }

    private Object present(MergedField field, GraphQLType type, Object value) throws Exception {
        if (type instanceof GraphQLScalarType scalar) {
            return present(scalar.getCoercing().serialize(value, context.getGraphQLContext(), context.getLocale()));
        }
        if (type instanceof GraphQLEnumType constants) {
            // Ours are called in GraphQL as in Java; the type would compare each of its constants.
            if (value instanceof Enum<?> constant && constants.getValue(constant.name()) != null) {
                return constant.name();
            }
            return present(constants.serialize(value, context.getGraphQLContext(), context.getLocale()));
        }
        if (type instanceof GraphQLObjectType object) {
            return inner(field, object, value);
        }
        if (type instanceof GraphQLList list && value instanceof Collection<?> items) {
            Object[] completed = new Object[items.size()];
            int i = 0;
            for (Object item : items) {
                completed[i++] = complete(field, list.getWrappedType(), item);
            }
            return CombinedFuture.orNow(completed, Arrays::asList);
        }
        throw new OutOfTheOrdinary();
    }

    private Object inner(MergedField field, GraphQLObjectType type, Object object) throws Exception {
        Selection selection = selections.get(new Place(field.getFields(), type));
        if (selection == null) {
            throw new NotYet();
        }
        if (!selection.isHeld) {
            throw new OutOfTheOrdinary();
        }
        return selection.read(object);
    }

    private static <T> T present(T value) {
        if (value == null) {
            throw new OutOfTheOrdinary();
        }
        return value;
    }

    private static class OutOfTheOrdinary extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OutOfTheOrdinary() {
            super(null, null, false, false);
        }
    }

    /** The next object at the place may be read so. */
    private static final class NotYet extends OutOfTheOrdinary {

        private static final long serialVersionUID = 1L;
    }
}
