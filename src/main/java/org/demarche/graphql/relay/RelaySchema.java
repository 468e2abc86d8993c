package org.demarche.graphql.relay;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.schema.SchemaTransformer;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;

/** Turns what Java declares once for all lists into what Relay expects of each of them. */
public final class RelaySchema extends GraphQLTypeVisitorStub {

    private final Function<DataFetcher<?>, Class<?>> javaType;

    private RelaySchema(Function<DataFetcher<?>, Class<?>> javaType) {
        this.javaType = javaType;
    }

    /** @param javaType the class of what a property's fetcher returns, or of the items of what it returns */
    public static GraphQLSchema finish(GraphQLSchema schema, Function<DataFetcher<?>, Class<?>> javaType) {
        return SchemaTransformer.transformSchema(schema, new RelaySchema(javaType));
    }

    /** Replaces an argument for {@link PageArguments} by its fields. */
    @Override
    public TraversalControl visitGraphQLFieldDefinition(
            GraphQLFieldDefinition field, TraverserContext<GraphQLSchemaElement> context) {
        if (field.getArguments().stream().noneMatch(RelaySchema::isPage)) {
            return TraversalControl.CONTINUE;
        }
        List<GraphQLArgument> expanded =
                field.getArguments().stream().flatMap(RelaySchema::expand).toList();
        return changeNode(context, field.transform(changed -> changed.replaceArguments(expanded)));
    }

    private static boolean isPage(GraphQLArgument argument) {
        return argument.getType() instanceof GraphQLInputObjectType input && isPage(input);
    }

    private static boolean isPage(GraphQLInputObjectType type) {
        return PageArguments.INPUT_TYPES.contains(type.getName());
    }

    private static Stream<GraphQLArgument> expand(GraphQLArgument argument) {
        return isPage(argument)
                ? ((GraphQLInputObjectType) argument.getType())
                        .getFields().stream().map(RelaySchema::argument)
                : Stream.of(argument);
    }

    private static GraphQLArgument argument(GraphQLInputObjectField field) {
        return GraphQLArgument.newArgument()
                .name(field.getName())
                .description(field.getDescription())
                .type(field.getType())
                .build();
    }

    @Override
    public TraversalControl visitGraphQLInputObjectType(
            GraphQLInputObjectType type, TraverserContext<GraphQLSchemaElement> context) {
        return isPage(type) ? deleteNode(context) : TraversalControl.CONTINUE;
    }

    /** Names a {@code Connection_Event} EventConnection and an {@code Edge_Event} EventEdge. */
    @Override
    public TraversalControl visitGraphQLObjectType(
            GraphQLObjectType type, TraverserContext<GraphQLSchemaElement> context) {
        if (type.getName().startsWith("Connection_")) {
            return rename(type, "nodes", "Connection", ListedAs::page, context);
        }
        if (type.getName().startsWith("Edge_")) {
            return rename(type, "node", "Edge", ListedAs::item, context);
        }
        return TraversalControl.CONTINUE;
    }

    private TraversalControl rename(
            GraphQLObjectType type,
            String items,
            String suffix,
            Function<ListedAs, String> description,
            TraverserContext<GraphQLSchemaElement> context) {
        GraphQLCodeRegistry.Builder fetchers = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
        Class<?> item = javaType.apply(fetcher(fetchers, type, type.getField(items)));
        ListedAs listed = item.getAnnotation(ListedAs.class);
        if (listed == null) {
            throw new IllegalStateException("%s is in a Connection; annotate it with @ListedAs".formatted(item));
        }
        String name = listed.name().isEmpty() ? type.getName().substring(suffix.length() + 1) : listed.name();
        GraphQLObjectType renamed =
                type.transform(changed -> changed.name(name + suffix).description(description.apply(listed)));
        type.getFields()
                .forEach(field -> fetchers.dataFetcher(
                        FieldCoordinates.coordinates(renamed, field), fetcher(fetchers, type, field)));
        return changeNode(context, renamed);
    }

    private static DataFetcher<?> fetcher(
            GraphQLCodeRegistry.Builder fetchers, GraphQLObjectType type, GraphQLFieldDefinition field) {
        return fetchers.getDataFetcher(FieldCoordinates.coordinates(type, field), field);
    }
}
