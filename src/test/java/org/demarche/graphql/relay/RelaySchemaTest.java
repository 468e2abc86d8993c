package org.demarche.graphql.relay;

import java.util.List;

import graphql.GraphQL;
import graphql.Scalars;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeReference;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RelaySchemaTest {

    @ListedAs(page = "A page of ships.", item = "A ship in a list.")
    private static final class Ship {}

    @ListedAs(name = "Finding", page = "A page of findings.", item = "A finding.")
    private static final class Found {}

    @Test
    void connectionsAndEdgesAreNamedAfterTheType() {
        GraphQLSchema schema = RelaySchema.finish(schema(), fetcher -> Ship.class);
        assertThat(schema.getObjectType("ShipConnection").getDescription()).isEqualTo("A page of ships.");
        assertThat(schema.getObjectType("ShipEdge").getDescription()).isEqualTo("A ship in a list.");
        assertThat(schema.getObjectType("Connection_Ship")).isNull();
        assertThat(schema.getObjectType("Edge_Ship")).isNull();
    }

    @Test
    void anotherNameCanBeGiven() {
        GraphQLSchema schema = RelaySchema.finish(schema(), fetcher -> Found.class);
        assertThat(schema.getObjectType("FindingConnection")).isNotNull();
        assertThat(schema.getObjectType("FindingEdge")).isNotNull();
    }

    @Test
    void aTypeInAConnectionNeedsTheAnnotation() {
        assertThatThrownBy(() -> RelaySchema.finish(schema(), fetcher -> String.class))
                .hasStackTraceContaining("class java.lang.String is in a Connection; annotate it with @ListedAs");
    }

    @Test
    void fieldsOfRenamedTypesKeepTheirFetchers() {
        GraphQLSchema schema = RelaySchema.finish(schema(), fetcher -> Ship.class);
        Object data = GraphQL.newGraphQL(schema)
                .build()
                .execute("{ ships { edges { node } nodes } }")
                .getData();
        assertThat(data).hasToString("{ships={edges=[{node=Endurance}], nodes=[Fram]}}");
    }

    @Test
    void pageArgumentsReplaceTheirRecord() {
        GraphQLSchema schema = RelaySchema.finish(schema(), fetcher -> Ship.class);
        GraphQLFieldDefinition ships = schema.getQueryType().getField("ships");
        assertThat(ships.getArguments())
                .extracting(GraphQLArgument::getName)
                .containsExactly("flag", "after", "first", "port");
        assertThat(ships.getArgument("first").getDescription()).isEqualTo("How many.");
        assertThat(ships.getArgument("first").getType()).isEqualTo(Scalars.GraphQLInt);
        assertThat(schema.getType("ForwardArguments")).isNull();
    }

    private static GraphQLSchema schema() {
        GraphQLObjectType edge = type("Edge_Ship", field("node", Scalars.GraphQLString));
        GraphQLObjectType connection = type(
                "Connection_Ship",
                field("nodes", GraphQLList.list(Scalars.GraphQLString)),
                field("edges", GraphQLList.list(GraphQLTypeReference.typeRef("Edge_Ship"))));
        GraphQLInputObjectType page = GraphQLInputObjectType.newInputObject()
                .name("ForwardArguments")
                .field(input("after", Scalars.GraphQLString))
                .field(input("first", Scalars.GraphQLInt).transform(field -> field.description("How many.")))
                .build();
        GraphQLFieldDefinition ships = field("ships", connection)
                .transform(field -> field.argument(argument("flag", Scalars.GraphQLString))
                        .argument(argument("page", page))
                        .argument(argument("port", Scalars.GraphQLString)));
        return GraphQLSchema.newSchema()
                .query(type("Query", ships))
                .additionalType(edge)
                .additionalType(page)
                .codeRegistry(GraphQLCodeRegistry.newCodeRegistry()
                        .dataFetcher(FieldCoordinates.coordinates("Query", "ships"), constant("ships"))
                        .dataFetcher(FieldCoordinates.coordinates("Connection_Ship", "edges"), list("edge"))
                        .dataFetcher(FieldCoordinates.coordinates("Connection_Ship", "nodes"), list("Fram"))
                        .dataFetcher(FieldCoordinates.coordinates("Edge_Ship", "node"), constant("Endurance"))
                        .build())
                .build();
    }

    private static GraphQLObjectType type(String name, GraphQLFieldDefinition... fields) {
        return GraphQLObjectType.newObject().name(name).fields(List.of(fields)).build();
    }

    private static GraphQLFieldDefinition field(String name, GraphQLOutputType type) {
        return GraphQLFieldDefinition.newFieldDefinition().name(name).type(type).build();
    }

    private static GraphQLArgument argument(String name, GraphQLInputType type) {
        return GraphQLArgument.newArgument().name(name).type(type).build();
    }

    private static GraphQLInputObjectField input(String name, GraphQLInputType type) {
        return GraphQLInputObjectField.newInputObjectField()
                .name(name)
                .type(type)
                .build();
    }

    private static DataFetcher<?> constant(Object value) {
        return environment -> value;
    }

    private static DataFetcher<?> list(Object value) {
        return environment -> List.of(value);
    }
}
