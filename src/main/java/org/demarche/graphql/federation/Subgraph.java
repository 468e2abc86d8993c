package org.demarche.graphql.federation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import graphql.Scalars;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;

import static java.util.stream.Collectors.joining;

/**
 * A schema as a subgraph of Apollo Federation 2
 * (https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec). Every Node type is an
 * entity, named by its id and, if it has one, by its code or slug.
 *
 * <p>Own code, though SmallRye's dependencies include a library for this: that one wants the directives in the schema, which
 * then has to be built twice, and what is left to it is two fields. SmallRye's own support is fixed at build time and loads one
 * entity at a time.
 */
public final class Subgraph {

    static final String REPRESENTATIONS = "representations";

    private static final String SERVICE = "_service";
    private static final String SERVICE_TYPE = "_Service";
    private static final String SDL = "sdl";
    private static final String ENTITIES = "_entities";
    private static final String ENTITY_TYPE = "_Entity";

    /** The oldest version that has these directives, so that every router understands it. */
    private static final String LINK = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.0\","
            + " import: [\"@key\", \"@shareable\"])";

    /** Other subgraphs with Relay connections have the same type. */
    private static final String SHARED = "PageInfo";

    /** The head of a type as it is printed. The directives of an extension would not hold for the fields of the type. */
    private static final Pattern TYPE = Pattern.compile("^type (\\w+)[^{\n]*(?= \\{$)", Pattern.MULTILINE);

    private final GraphQLSchema schema;
    private final String document;

    /**
     * @param schema without what the specification adds
     * @param printed the same in the schema definition language
     */
    public Subgraph(GraphQLSchema schema, String printed, EntityRegistry entities) {
        GraphQLInterfaceType node = (GraphQLInterfaceType) schema.getType("Node");
        List<GraphQLObjectType> types = schema.getImplementations(node);
        Map<String, List<String>> keyFields = new LinkedHashMap<>();
        types.forEach(type -> keyFields.put(type.getName(), entities.keyFields(type.getName())));
        this.document = document(printed, keyFields);
        this.schema = extend(schema, node, types, new EntitiesFetcher(entities, keyFields));
    }

    /** The schema in the schema definition language, with the directives and without the two fields. */
    public String document() {
        return document;
    }

    public GraphQLSchema schema() {
        return schema;
    }

    private static String document(String printed, Map<String, List<String>> keyFields) {
        String types = TYPE.matcher(printed)
                .replaceAll(type -> Matcher.quoteReplacement(type.group() + directives(type.group(1), keyFields)));
        return types.stripTrailing() + "\n\n" + LINK + "\n";
    }

    private static String directives(String type, Map<String, List<String>> keyFields) {
        return type.equals(SHARED)
                ? " @shareable"
                : keyFields.getOrDefault(type, List.of()).stream()
                        .map(" @key(fields: \"%s\")"::formatted)
                        .collect(joining());
    }

    private GraphQLSchema extend(
            GraphQLSchema plain, GraphQLInterfaceType node, List<GraphQLObjectType> types, EntitiesFetcher fetcher) {
        GraphQLObjectType query =
                plain.getQueryType().transform(type -> type.field(service()).field(entities(types)));
        GraphQLCodeRegistry code = plain.getCodeRegistry().transform(registry -> registry.dataFetcher(
                        FieldCoordinates.coordinates(query.getName(), SERVICE), (DataFetcher<?>) asked -> this)
                .dataFetcher(FieldCoordinates.coordinates(SERVICE_TYPE, SDL), (DataFetcher<?>) asked -> document)
                .dataFetcher(FieldCoordinates.coordinates(query.getName(), ENTITIES), fetcher)
                .typeResolver(ENTITY_TYPE, plain.getCodeRegistry().getTypeResolver(node)));
        return GraphQLSchema.newSchema(plain).query(query).codeRegistry(code).build();
    }

    private static GraphQLFieldDefinition service() {
        GraphQLObjectType type = GraphQLObjectType.newObject()
                .name(SERVICE_TYPE)
                .description("This service as a subgraph of Apollo Federation.")
                .field(field -> field.name(SDL)
                        .description("Its schema, with the directives of the specification.")
                        .type(GraphQLNonNull.nonNull(Scalars.GraphQLString)))
                .build();
        return GraphQLFieldDefinition.newFieldDefinition()
                .name(SERVICE)
                .description("What a router needs to know of this subgraph.")
                .type(GraphQLNonNull.nonNull(type))
                .build();
    }

    private static GraphQLFieldDefinition entities(List<GraphQLObjectType> types) {
        GraphQLUnionType entity = GraphQLUnionType.newUnionType()
                .name(ENTITY_TYPE)
                .description("What other subgraphs may refer to.")
                .possibleTypes(types.toArray(GraphQLObjectType[]::new))
                .build();
        return GraphQLFieldDefinition.newFieldDefinition()
                .name(ENTITIES)
                .description(
                        "Objects that other subgraphs refer to, in the order asked. Null for one that does not exist.")
                .argument(argument -> argument.name(REPRESENTATIONS)
                        .description("Each by its __typename and its id, code or slug.")
                        .type(GraphQLNonNull.nonNull(GraphQLList.list(GraphQLNonNull.nonNull(AnyScalar.TYPE)))))
                .type(GraphQLNonNull.nonNull(GraphQLList.list(entity)))
                .build();
    }
}
