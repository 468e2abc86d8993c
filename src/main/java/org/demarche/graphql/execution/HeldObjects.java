package org.demarche.graphql.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

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
 * Reads, within one request, objects that hold all that is asked of them. What is asked at a place of the document, with
 * fragments and directives taken into account, is what graphql-java has found for the first object there. Whatever is out
 * of the ordinary (an error, a null where none may be, a value to wait for) is left to graphql-java, which reads the whole
 * object once more: only it knows what becomes of the objects around it.
 */
final class HeldObjects {

    private final ExecutionContext context;
    private final Map<Place, Selection> selections = new ConcurrentHashMap<>();

    private HeldObjects(ExecutionContext context) {
        this.context = context;
    }

    static HeldObjects of(ExecutionContext context) {
        return context.getGraphQLContext().computeIfAbsent(HeldObjects.class, key -> new HeldObjects(context));
    }

    /** Null for an object that cannot be read so. */
    Map<String, Object> read(MergedField field, GraphQLObjectType type, Object object) {
        Selection selection = selections.get(new Place(field.getFields(), type));
        if (selection == null || !selection.isHeld) {
            return null;
        }
        try {
            return selection.read(object);
        } catch (NotYet learned) {
            return null;
        } catch (Exception outOfTheOrdinary) {
            // Once for each place, or objects within objects would be tried again on every level.
            selection.isHeld = false;
            return null;
        }
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

        Map<String, Object> read(Object object) throws Exception {
            if (parts == null) {
                parts = parts(object.getClass());
            }
            Map<String, Object> values = new LinkedHashMap<>(2 * parts.size());
            for (Part part : parts) {
                values.put(part.key, complete(part.field, part.type, part.reader.read(object)));
            }
            return values;
        }

        private List<Part> parts(Class<?> object) {
            List<Part> found = new ArrayList<>(fields.size());
            for (MergedField field : fields.getSubFieldsList()) {
                GraphQLFieldDefinition definition =
                        Introspection.getFieldDefinition(context.getGraphQLSchema(), type, field.getName());
                HeldField.Reader reader = reader(field, definition, object);
                if (reader == null) {
                    throw new NotYet();
                }
                found.add(new Part(field.getResultKey(), field, definition.getType(), reader));
            }
            return found;
        }

        private HeldField.Reader reader(MergedField field, GraphQLFieldDefinition definition, Class<?> object) {
            if (definition == Introspection.TypeNameMetaFieldDef) {
                return any -> type.getName();
            }
            DataFetcher<?> fetcher =
                    context.getGraphQLSchema().getCodeRegistry().getDataFetcher(type, definition);
            if (fetcher instanceof HeldField held && held.isHeldBy(object)) {
                return held.reader(field.getSingleField(), context.getGraphQLContext());
            }
            throw new OutOfTheOrdinary();
        }
    }

    private record Part(String key, MergedField field, GraphQLType type, HeldField.Reader reader) {}

    private Object complete(MergedField field, GraphQLType type, Object found) throws Exception {
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
        if (value instanceof CompletionStage || value instanceof DataFetcherResult) {
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
        if (type instanceof GraphQLList list && value instanceof Iterable<?> items) {
            List<Object> completed = new ArrayList<>();
            for (Object item : items) {
                completed.add(complete(field, list.getWrappedType(), item));
            }
            return completed;
        }
        throw new OutOfTheOrdinary();
    }

    private Map<String, Object> inner(MergedField field, GraphQLObjectType type, Object object) throws Exception {
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
