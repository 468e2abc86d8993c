package org.demarche.graphql.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLSchema;
import graphql.schema.PropertyDataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.smallrye.mutiny.Multi;
import org.demarche.error.ClientErrorException;
import org.demarche.error.ErrorCode;
import org.demarche.error.UnavailableException;
import org.demarche.graphql.limit.RequestLimits;
import org.demarche.support.TestLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionTest {

    private static final String SDL = """
            type Query { nothing: String }
            type Subscription { added(kind: String, fails: Boolean): Book! counted: Int }
            type Book { title: String! author: Author broken: String! }
            type Author { name: String! }
            """;

    private static final Map<String, Object> BOOK = Map.of("title", "Orlando", "author", Map.of("name", "Woolf"));

    private final List<Object> contexts = new ArrayList<>();
    private final GraphqlEngine engine = engine(Map.of());

    @Test
    void theFirstStepReturnsTheSourceOfTheEvents() {
        ExecutedOperation operation = streamed();
        ExecutionResult begun = execute("subscription S { added(kind: \"novel\") { title } }", operation);
        assertThat(begun.getErrors()).isEmpty();
        assertThat(begun.<Multi<Object>>getData().collect().asList().await().indefinitely())
                .containsExactly(BOOK, "novel");
        assertThat(operation.isSubscription()).isTrue();
        assertThat(operation.name()).isEqualTo("S");
        assertThat(operation.cost().cost()).isEqualTo(2);
    }

    @Test
    void anEventIsTheValueOfTheRootField() {
        assertThat(event("subscription { a: added { __typename title author { name } } }", BOOK)
                        .toSpecification())
                .isEqualTo(Map.of(
                        "data",
                        Map.of(
                                "a",
                                Map.of("__typename", "Book", "title", "Orlando", "author", Map.of("name", "Woolf")))));
        assertThat(event("subscription { counted }", 3).<Object>getData()).isEqualTo(Map.of("counted", 3));
    }

    @Test
    void eachEventIsARequestOfItsOwn() {
        event("subscription { added { author { name } } }", BOOK);
        event("subscription { added { author { name } } }", BOOK);
        assertThat(contexts).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void anErrorInAnEventIsAResultOfThatEvent() {
        ExecutionResult result = event("subscription { added { broken } }", BOOK);
        assertThat(result.getErrors()).singleElement().satisfies(error -> {
            assertThat(code(error)).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(error.getPath()).containsExactly("added", "broken");
        });
        assertThat(result.isDataPresent()).isTrue();
    }

    @Test
    void anErrorOfTheSourceEndsTheSubscriptionBeforeItBegins() {
        ExecutionResult result = execute("subscription { added(fails: true) { title } }", streamed());
        assertThat(result.isDataPresent()).isFalse();
        assertThat(result.getErrors()).singleElement().satisfies(error -> assertThat(code(error))
                .isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void aClientThatExpectsOneAnswerIsToldHowToSubscribe() {
        ExecutionResult result = execute("subscription { added { title } }", new ExecutedOperation());
        assertThat(result.isDataPresent()).isFalse();
        assertThat(result.getErrors()).singleElement().satisfies(error -> {
            assertThat(code(error)).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(error.getMessage()).contains("graphql-transport-ws", "text/event-stream");
        });
    }

    @Test
    void aSubscriptionIsAdmittedWithItsCost() {
        List<Long> costs = new ArrayList<>();
        ExecutedOperation operation = ExecutedOperation.streamed(true, cost -> {
            costs.add(cost.cost());
            return CompletableFuture.completedFuture(null);
        });
        execute("subscription { added { title author { name } } }", operation);
        engine.executeEvent(input("subscription { added { title } }"), operation, BOOK);
        assertThat(costs).containsExactly(3L, 2L);
    }

    @Test
    void theLimitsApplyToSubscriptions() {
        GraphqlEngine small = engine(Map.of("cost", "2"));
        ExecutionResult result = small.execute(input("subscription { added { title author { name } } }"), streamed())
                .join();
        assertThat(code(result.getErrors().get(0))).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(result.isDataPresent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscription { added { title } }",
                "subscription { added { title } added { author { name } } }",
                "subscription { ...F } fragment F on Subscription { added { title } }",
                "subscription { ... on Subscription { ... { added { title } } } }",
                "subscription { ...F ...F } fragment F on Subscription { added { title } }",
                "query Q { nothing __typename } subscription S { added { title } }"
            })
    void theRootIsOneField(String document) {
        ExecutionInput input =
                input(document).transform(changed -> changed.operationName(document.startsWith("query") ? "S" : null));
        assertThat(engine.execute(input, streamed()).join().getErrors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    subscription { added { title } counted }                                | exactly one root field; this one has 2
                    subscription { a: added { title } b: added { title } }                  | has 2
                    subscription { ...F } fragment F on Subscription { counted added { title } } | has 2
                    subscription { added { title } ...F } fragment F on Subscription { counted } | has 2
                    subscription { ...Missing }                                             | has 0
                    subscription { ...F } fragment F on Subscription { ...F }               | has 0
                    subscription { ... on Query { nothing } }                               | has 0
                    subscription { ...F } fragment F on Query { nothing }                   | has 0
                    subscription { __typename }                                             | cannot be '__typename'
                    subscription { ... { __schema { queryType { name } } } }                | cannot be '__schema'
                    subscription { added @skip(if: false) { title } }                       | cannot have @skip or @include
                    subscription($a: Boolean!) { ... @include(if: $a) { added { title } } } | cannot have @skip or @include
                    subscription { ...F @skip(if: true) } fragment F on Subscription { counted } | cannot have @skip
                    query Q { nothing } subscription S { added { title } counted }          | has 2
                    """)
    void anyOtherRootIsRefused(String document, String message) {
        ExecutionResult result = execute(document, streamed());
        assertThat(result.isDataPresent()).isFalse();
        assertThat(result.getErrors()).singleElement().satisfies(error -> {
            assertThat(code(error)).isEqualTo(ErrorCode.INVALID_QUERY);
            assertThat(error.getMessage()).contains(message);
        });
    }

    private ExecutionResult event(String document, Object event) {
        return engine.executeEvent(input(document), streamed(), event).join();
    }

    private ExecutionResult execute(String document, ExecutedOperation operation) {
        return engine.execute(input(document), operation).join();
    }

    private static ExecutionInput input(String document) {
        return ExecutionInput.newExecutionInput(document).locale(Locale.ROOT).build();
    }

    private static ExecutedOperation streamed() {
        return ExecutedOperation.streamed(true, cost -> CompletableFuture.completedFuture(null));
    }

    private static ErrorCode code(GraphQLError error) {
        return ((CodedError) error).code();
    }

    private GraphqlEngine engine(Map<String, String> limits) {
        DataFetcher<?> added = environment -> {
            if (environment.getArgument("fails") != null) {
                throw ClientErrorException.notFound("fails", "nothing");
            }
            return Multi.createFrom().<Object>items(BOOK, environment.getArgumentOrDefault("kind", "any"));
        };
        DataFetcher<?> author = environment -> {
            contexts.add(environment.getGraphQlContext());
            return PropertyDataFetcher.fetching("author").get(environment);
        };
        DataFetcher<?> broken = environment -> {
            throw UnavailableException.overloaded();
        };
        GraphQLSchema schema = new SchemaGenerator()
                .makeExecutableSchema(
                        new SchemaParser().parse(SDL),
                        RuntimeWiring.newRuntimeWiring()
                                .type("Subscription", type -> type.dataFetcher("added", added))
                                .type("Book", type -> type.dataFetcher("author", author)
                                        .dataFetcher("broken", broken))
                                .build());
        return new GraphqlEngine(
                schema, new RequestLimits(TestLimits.with(limits)), time -> CompletableFuture.completedFuture(null));
    }
}
