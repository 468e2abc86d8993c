package org.demarche.graphql.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;

import graphql.schema.DataFetcher;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.visibility.DefaultGraphqlFieldVisibility;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.graphql.schema.model.Argument;
import io.smallrye.graphql.schema.model.Field;
import io.smallrye.graphql.schema.model.Operation;
import io.smallrye.graphql.schema.model.OperationType;
import io.smallrye.graphql.schema.model.Reference;
import io.smallrye.graphql.schema.model.ReferenceType;
import io.smallrye.graphql.schema.model.Wrapper;
import io.smallrye.graphql.schema.model.WrapperType;
import org.demarche.graphql.schema.CustomScalars;
import org.demarche.support.GraphqlClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How SmallRye uses its service interfaces and its model, which this package relies on. One test per fact. */
@QuarkusTest
class SmallRyeContractApiTest {

    @Inject
    GraphQLSchema schema;

    @Inject
    ExecutionService execution;

    @Test
    void everyFieldOfTheSchemaHasAFetcherOfDataFetcherProvider() {
        Map<String, String> others = new TreeMap<>();
        TreeSet<String> ours = new TreeSet<>();
        for (GraphQLObjectType type : objectTypes()) {
            type.getFieldDefinitions().forEach(field -> {
                DataFetcher<?> fetcher = schema.getCodeRegistry().getDataFetcher(type, field);
                if (fetcher instanceof SynchronousField) {
                    ours.add(fetcher.getClass().getSimpleName());
                } else {
                    others.put(
                            type.getName() + "." + field.getName(),
                            fetcher.getClass().getName());
                }
            });
        }
        assertThat(others).isEmpty();
        assertThat(ours).containsExactly("MethodDataFetcher", "PropertyDataFetcher");
    }

    @Test
    void beforeSchemaBuildIsCalledWithoutAConfigKey() {
        assertThat(new SchemaCustomizer().getConfigKey()).isNull();
        assertThat(schema.getCodeRegistry().getFieldVisibility())
                .isSameAs(DefaultGraphqlFieldVisibility.DEFAULT_FIELD_VISIBILITY);
        for (String name : List.of("Int", "Float", "Date", "DateTime", "PartialDate", "URL")) {
            GraphQLScalarType scalar = (GraphQLScalarType) schema.getType(name);
            assertThat(CustomScalars.replacementFor(scalar)).as(name).isSameAs(scalar);
        }
    }

    /** WebSockets use SmallRye's execution, HTTP does not. */
    @Test
    void beforeGraphqlBuildSetsTheErrorsOfSmallRyesOwnExecution() {
        JsonObject request = Json.createObjectBuilder().add("query", "{ nope }").build();
        AtomicReference<ExecutionResponse> response = new AtomicReference<>();
        execution.execute(request, response::set, false);
        assertThat(response.get().getExecutionResult().getErrors()).hasSize(1).allSatisfy(error -> assertThat(error)
                .isInstanceOf(CodedError.class));
    }

    @Test
    void theArgumentOfAListOfIdsIsNamedIds() {
        var ids = schema.getQueryType().getFieldDefinition("nodes").getArgument("ids");
        assertThat(GraphQLTypeUtil.simplePrint(ids.getType())).isEqualTo("[ID!]!");
    }

    @Test
    void theModelNamesTheClassOfAPropertyByItsOwner() {
        Field field = new Field("getName", "name", "name", reference(String.class));
        Object fetcher = new DataFetcherProvider().getFieldDataFetcher(field, null, reference(Named.class));
        assertThat(fetcher).isInstanceOf(PropertyDataFetcher.class);
    }

    @Test
    void theModelTellsMethodsApartByTheClassesAndWrappersOfTheirArguments() {
        Operation one = operation("of");
        one.addArgument(argument("parent", Named.class));
        one.getArguments().get(0).setSourceArgument(true);
        assertThatCode(() -> new MethodDataFetcher(one)).doesNotThrowAnyException();

        Operation many = operation("of");
        Argument names = argument("names", String.class);
        names.setWrapper(new Wrapper(WrapperType.COLLECTION, List.class.getName()));
        many.addArgument(names);
        assertThatCode(() -> new MethodDataFetcher(many)).doesNotThrowAnyException();

        Operation unknown = operation("of");
        unknown.addArgument(argument("name", String.class));
        assertThatThrownBy(() -> new MethodDataFetcher(unknown)).hasMessageContaining("no public method of");
    }

    /** The wrapper of this list, the reference of its items and the argument's name all come from the model. */
    @Test
    void theBuiltModelWrapsListArguments() {
        assertThat(GraphqlClient.data("{ nodes(ids: []) { id } }").getList("nodes"))
                .isEmpty();
    }

    private List<GraphQLObjectType> objectTypes() {
        return schema.getAllTypesAsList().stream()
                .filter(type -> !type.getName().startsWith("__"))
                .filter(GraphQLObjectType.class::isInstance)
                .map(GraphQLObjectType.class::cast)
                .toList();
    }

    private static Operation operation(String method) {
        Operation operation = new Operation();
        operation.setClassName(Api.class.getName());
        operation.setMethodName(method);
        operation.setOperationType(OperationType.QUERY);
        return operation;
    }

    private static Argument argument(String name, Class<?> type) {
        return new Argument(name, name, null, name, reference(type));
    }

    private static Reference reference(Class<?> type) {
        Reference reference = new Reference();
        reference.setClassName(type.getName());
        reference.setName(type.getSimpleName());
        reference.setType(ReferenceType.TYPE);
        return reference;
    }

    public static final class Named {

        public String getName() {
            return "name";
        }
    }

    public static final class Api {

        public String of(Named parent) {
            return parent.getName();
        }

        public String of(List<String> names) {
            return names.get(0);
        }
    }
}
