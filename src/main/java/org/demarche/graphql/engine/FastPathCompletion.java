package org.demarche.graphql.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

import graphql.execution.DataFetcherResult;
import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import org.demarche.graphql.limit.ResponseMeter;

/** Completes the values of fields as the specification defines it, and gives up on the first error. */
final class FastPathCompletion {

    private final ExecutionContext context;
    private final NestedReader nested;
    private final ResponseMeter meter;

    /** @param nested reads the objects within objects */
    FastPathCompletion(ExecutionContext context, NestedReader nested) {
        this.context = context;
        this.nested = nested;
        this.meter = context.getGraphQLContext().get(ResponseMeter.class);
    }

    /** The completed value, or a future of it. */
    Object complete(MergedField field, GraphQLType type, Object fetched) throws Exception {
        if (fetched instanceof CompletionStage<?> stage) {
            return CombinedFuture.compose(stage, value -> complete(field, type, value));
        }
        Object value = context.getValueUnboxer().unbox(fetched);
        if (type instanceof GraphQLNonNull nonNull) {
            return complete(field, nonNull.getWrappedType(), nonNull(value));
        }
        if (value == null) {
            return null;
        }
        if (value instanceof DataFetcherResult) {
            throw new FastPathException();
        }
        return completeNonNull(field, type, value);
    }

    private Object completeNonNull(MergedField field, GraphQLType type, Object value) throws Exception {
        if (type instanceof GraphQLScalarType scalar) {
            return nonNull(scalar.getCoercing().serialize(value, context.getGraphQLContext(), context.getLocale()));
        }
        // Our constants have the same name in GraphQL and Java, which is faster than comparing the value of each
        // constant.
        if (type instanceof GraphQLEnumType enumType
                && value instanceof Enum<?> constant
                && enumType.getValue(constant.name()) != null) {
            return constant.name();
        }
        if (type instanceof GraphQLObjectType object) {
            return nested.read(field, object, value);
        }
        if (type instanceof GraphQLList list && value instanceof Collection<?> items) {
            meter.addNodes(items.size());
            Object[] completed = new Object[items.size()];
            int i = 0;
            for (Object item : items) {
                completed[i++] = complete(field, list.getWrappedType(), item);
            }
            return CombinedFuture.combine(completed, Arrays::asList);
        }
        throw new FastPathException();
    }

    private static <T> T nonNull(T value) {
        if (value == null) {
            throw new FastPathException();
        }
        return value;
    }

    void addBytes(long bytes) {
        meter.addBytes(bytes);
    }

    interface NestedReader {

        Object read(MergedField field, GraphQLObjectType type, Object object) throws Exception;
    }
}
