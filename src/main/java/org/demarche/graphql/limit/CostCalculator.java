package org.demarche.graphql.limit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import org.demarche.paging.PageRequest;

/**
 * Calculates what a valid request could return at most, before it is executed.
 *
 * <p>Nodes are the items of all lists: the sizes of the pages along a path are multiplied, and a list without pages has an
 * assumed size. Each object costs 1 and ten values cost 1; fields that read much have a weight besides, see {@link Cost}. A
 * value that may be of several types costs as much as the most expensive of them.
 */
final class CostCalculator {

    private final GraphQLSchema schema;
    private final SelectionCollector collector;
    private final RequestVariables variables;

    CostCalculator(GraphQLSchema schema, SelectionCollector collector, RequestVariables variables) {
        this.schema = schema;
        this.collector = collector;
        this.variables = variables;
    }

    RequestCost of(OperationDefinition operation, GraphQLObjectType root) {
        return selection(List.of(operation.getSelectionSet()), root, Page.NONE).toCost();
    }

    /** @param page of which the object is the connection */
    private Amount selection(List<SelectionSet> sets, GraphQLObjectType type, Page page) {
        Amount total = Amount.NONE;
        for (List<Field> merged : collector.collect(sets, type).values()) {
            total = total.plus(field(merged, type, page));
        }
        return total;
    }

    private Amount field(List<Field> merged, GraphQLObjectType type, Page page) {
        Field field = merged.get(0);
        GraphQLFieldDefinition definition = definition(type, field.getName());
        FieldCost cost = FieldCost.of(schema, type, definition);
        Amount own = Amount.ofWeight(page.isCount(field) ? page.countWeight : cost.weight());
        boolean isList = isList(definition.getType());
        if (!(GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType items)) {
            return own.plus(Amount.ofValues(isList ? cost.assumedSize() : 1));
        }
        List<SelectionSet> children = childrenOf(merged);
        if (isList) {
            int size = page == Page.NONE ? sizeOf(field, cost) : page.size;
            return own.plus(Amount.ofItems(size))
                    .plus(object(children, items, Page.NONE).times(size));
        }
        return own.plus(Amount.ofObject()).plus(object(children, items, pageOf(field, definition, cost)));
    }

    private GraphQLFieldDefinition definition(GraphQLObjectType type, String name) {
        GraphQLFieldDefinition definition = type.getFieldDefinition(name);
        if (definition != null) {
            return definition;
        }
        return switch (name) {
            case "__schema" -> schema.getIntrospectionSchemaFieldDefinition();
            case "__type" -> schema.getIntrospectionTypeFieldDefinition();
            default -> schema.getIntrospectionTypenameFieldDefinition();
        };
    }

    private Amount object(List<SelectionSet> sets, GraphQLCompositeType type, Page page) {
        Amount most = Amount.NONE;
        for (GraphQLObjectType possible : possibleTypes(type)) {
            most = most.max(selection(sets, possible, page));
        }
        return most;
    }

    private List<GraphQLObjectType> possibleTypes(GraphQLCompositeType type) {
        if (type instanceof GraphQLInterfaceType interfaceType) {
            return schema.getImplementations(interfaceType);
        }
        if (type instanceof GraphQLUnionType union) {
            List<GraphQLObjectType> types = new ArrayList<>();
            for (GraphQLNamedOutputType member : union.getTypes()) {
                types.add((GraphQLObjectType) member);
            }
            return types;
        }
        return List.of((GraphQLObjectType) type);
    }

    private static List<SelectionSet> childrenOf(List<Field> merged) {
        if (merged.size() == 1) {
            return List.of(merged.get(0).getSelectionSet());
        }
        List<SelectionSet> sets = new ArrayList<>(merged.size());
        merged.forEach(field -> sets.add(field.getSelectionSet()));
        return sets;
    }

    private static boolean isList(GraphQLType type) {
        return type instanceof GraphQLList
                || type instanceof GraphQLNonNull nonNull && nonNull.getWrappedType() instanceof GraphQLList;
    }

    private Page pageOf(Field field, GraphQLFieldDefinition definition, FieldCost cost) {
        if (definition.getArgument("first") == null) {
            return Page.NONE;
        }
        Integer size = number(field, "first");
        size = size == null && definition.getArgument("last") != null ? number(field, "last") : size;
        // A larger page is rejected by the field itself.
        int checked = Math.max(0, Math.min(size == null ? PageRequest.DEFAULT_SIZE : size, PageRequest.MAX_SIZE));
        return new Page(checked, cost.countWeight());
    }

    private Integer number(Field field, String name) {
        Value<?> value = argument(field, name);
        if (value instanceof IntValue number) {
            return number.getValue().min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
        }
        return value instanceof VariableReference variable && variables.get(variable) instanceof Number number
                ? (Integer) number.intValue()
                : null;
    }

    private int sizeOf(Field field, FieldCost cost) {
        Value<?> items = cost.slicingArgument().isEmpty() ? null : argument(field, cost.slicingArgument());
        if (items instanceof ArrayValue array) {
            return array.getValues().size();
        }
        if (items instanceof VariableReference variable) {
            return variables.get(variable) instanceof List<?> list ? list.size() : 1;
        }
        return items == null ? cost.assumedSize() : 1;
    }

    private static Value<?> argument(Field field, String name) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals(name)) {
                return argument.getValue();
            }
        }
        return null;
    }

    private record Page(int size, int countWeight) {

        static final Page NONE = new Page(0, 0);

        boolean isCount(Field field) {
            return this != NONE && field.getName().equals("totalCount");
        }
    }
}
