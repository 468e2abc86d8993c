package org.demarche.graphql.schema;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import graphql.language.StringValue;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What strict generators of clients ask of a schema: nothing superfluous, and introspection and SDL say the same. */
@QuarkusTest
class CleanSchemaApiTest {

    private static final String[] SUPPORTED = {"include", "skip", "deprecated", "specifiedBy", "oneOf", "knownAt"};

    @Inject
    GraphQLSchema schema;

    @Test
    void aFieldOrArgumentLeadsToEveryType() {
        Set<String> superfluous = new TreeSet<>();
        schema.getAllTypesAsList().forEach(type -> superfluous.add(type.getName()));
        superfluous.removeIf(name -> name.startsWith("__"));
        reachable().forEach(superfluous::remove);
        assertThat(superfluous).isEmpty();
    }

    @Test
    void introspectionAndTheDocumentHaveTheSameDirectives() {
        List<String> introspected =
                GraphqlClient.data("{ __schema { directives { name } } }").getList("__schema.directives.name");
        assertThat(introspected).containsExactly(SUPPORTED);
        assertThat(document().getDirectiveDefinitions()).containsOnlyKeys(SUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ __typename ... @defer { __typename } }",
                "query @experimental_disableErrorPropagation { __typename }",
                "query { ...F } fragment F on Query { ... @include(if: true) { ... @defer { __typename } } }"
            })
    void aDirectiveThatIsNotListedIsRejected(String query) {
        ResponseJson answer = GraphqlClient.answer(query, Map.of());
        assertThat(answer.getString("errors[0].message"))
                .matches("The directive '@\\w+' is not supported; leave it out\\.");
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("INVALID_QUERY");
        assertThat(answer.<Object>get("data")).isNull();
    }

    @Test
    void theSchemaIsDescribedInBoth() {
        String introspected = GraphqlClient.data("{ __schema { description } }").getString("__schema.description");
        assertThat(introspected).startsWith("Who stands where on world events");
        assertThat(document().schemaDefinition().orElseThrow().getDescription().getContent())
                .isEqualTo(introspected);
    }

    @Test
    void everyScalarOfOurOwnSaysInBothWhereItIsSpecified() {
        ResponseJson data = GraphqlClient.data("{ __schema { types { name kind specifiedByURL } } }");
        Set<String> builtIn = Set.of("String", "Int", "Float", "Boolean", "ID");
        List<Map<String, String>> scalars = data.getList("__schema.types.findAll { it.kind == 'SCALAR' }");
        scalars.removeIf(scalar -> builtIn.contains(scalar.get("name")));
        assertThat(scalars).isNotEmpty();
        TypeDefinitionRegistry document = document();
        for (Map<String, String> scalar : scalars) {
            assertThat(scalar.get("specifiedByURL")).as(scalar.get("name")).startsWith("https://");
            assertThat(document.scalars().get(scalar.get("name")).getDirectives("specifiedBy"))
                    .singleElement()
                    .extracting(directive ->
                            ((StringValue) directive.getArgument("url").getValue()).getValue())
                    .isEqualTo(scalar.get("specifiedByURL"));
        }
    }

    private static TypeDefinitionRegistry document() {
        return new SchemaParser()
                .parse(RestAssured.get("/graphql/schema.graphql").asString());
    }

    private Set<String> reachable() {
        Set<String> seen = new HashSet<>();
        Queue<GraphQLType> next = new ArrayDeque<>();
        Stream.of(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType())
                .filter(root -> root != null)
                .forEach(next::add);
        while (!next.isEmpty()) {
            GraphQLNamedType type = GraphQLTypeUtil.unwrapAll(next.poll());
            if (seen.add(type.getName())) {
                next.addAll(referenced(type));
            }
        }
        return seen;
    }

    private Collection<GraphQLType> referenced(GraphQLNamedType type) {
        Set<GraphQLType> found = new HashSet<>();
        if (type instanceof GraphQLFieldsContainer object) {
            object.getFieldDefinitions().forEach(field -> {
                found.add(field.getType());
                field.getArguments().forEach(argument -> found.add(argument.getType()));
            });
        }
        if (type instanceof GraphQLImplementingType object) {
            found.addAll(object.getInterfaces());
        }
        if (type instanceof GraphQLInterfaceType abstraction) {
            found.addAll(schema.getImplementations(abstraction));
        } else if (type instanceof GraphQLUnionType union) {
            found.addAll(union.getTypes());
        } else if (type instanceof GraphQLInputObjectType input) {
            input.getFields().forEach(field -> found.add(field.getType()));
        }
        return found;
    }
}
