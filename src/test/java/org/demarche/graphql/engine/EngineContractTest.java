package org.demarche.graphql.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.Scalars;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.introspection.Introspection;
import graphql.language.Document;
import graphql.language.Field;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.schema.LightDataFetcher;
import graphql.schema.SchemaTransformer;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import org.dataloader.BatchLoader;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.demarche.error.ErrorCode;
import org.demarche.graphql.limit.RequestLimits;
import org.demarche.support.TestLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What graphql-java and DataLoader do beyond their documentation, and this package relies on. One test per fact. */
class EngineContractTest {

    private static final String SDL = """
            type Query { books(kinds: [Kind!], by: By, first: Int): [Book!]! things: [Thing] nothing: String! broken: String }
            union Thing = Book | Author
            enum Kind { NOVEL PLAY }
            input By { name: String! }
            type Book { title: String! author: Author! }
            type Author { name: String! }
            """;

    private static final RequestLimits LIMITS = new RequestLimits(TestLimits.defaults());

    private static final Author SHAW = new Author("Shaw");
    private static final List<Book> BOOKS = List.of(new Book("Pygmalion", SHAW), new Book("Candida", SHAW));

    /** Fetches Book.title. */
    private final DataFetcher<?> titles =
            environment -> environment.<Book>getSource().title();

    @Test
    void everyObjectIsCompletedByCompleteValueForObject() {
        assertThat(executed("{ books { title author { name } } }").stream().filter(call -> call.startsWith("complete")))
                .containsExactly(
                        "complete Book Pygmalion",
                        "complete Author Shaw",
                        "complete Book Candida",
                        "complete Author Shaw");
    }

    @Test
    void anObjectIsExecutedWithinItsCompletionAndBeforeTheNextOneIsCompleted() {
        assertThat(executed("{ books { title author { name } } }"))
                .containsExactly(
                        "complete Book Pygmalion",
                        "execute Book [title, author]",
                        "complete Author Shaw",
                        "execute Author [name]",
                        "complete Book Candida",
                        "execute Book [title, author]",
                        "complete Author Shaw",
                        "execute Author [name]");
    }

    @Test
    void executeObjectGetsTheFieldsOfTheConcreteTypeWithFragmentsAndDirectivesApplied() {
        assertThat(executed("query ($no: Boolean = false) { things { ...B ... on Author { name } } }"
                        + " fragment B on Book { title author @include(if: $no) { name } }"))
                .contains("execute Book [title]", "execute Author [name]");
    }

    /** FastPathObjectReader finds a selection by these fields. */
    @Test
    void bothMethodsGetTheSameFieldOfTheDocumentForEachObjectOfASelection() {
        List<List<Field>> fields = new ArrayList<>();
        GraphQL graphql = GraphQL.newGraphQL(schema())
                .queryExecutionStrategy(new AsyncExecutionStrategy() {
                    @Override
                    protected Object completeValueForObject(
                            ExecutionContext context,
                            ExecutionStrategyParameters parameters,
                            GraphQLObjectType type,
                            Object object) {
                        fields.add(parameters.getField().getFields());
                        return super.completeValueForObject(context, parameters, type, object);
                    }

                    @Override
                    protected Object executeObject(ExecutionContext context, ExecutionStrategyParameters parameters) {
                        fields.add(parameters.getField().getFields());
                        return super.executeObject(context, parameters);
                    }
                })
                .build();
        graphql.execute("{ books { title } }");
        assertThat(fields).hasSize(4).allSatisfy(field -> assertThat(field).isEqualTo(fields.get(0)));
    }

    @Test
    void theMetaFieldTypenameIsOneConstant() {
        GraphQLSchema schema = schema();
        assertThat(Introspection.getFieldDefinition(schema, schema.getObjectType("Book"), "__typename"))
                .isSameAs(Introspection.TypeNameMetaFieldDef);
    }

    @Test
    void theCodeRegistryReturnsTheFetcherItself() {
        GraphQLSchema schema = schema();
        GraphQLObjectType book = schema.getObjectType("Book");
        DataFetcher<?> fetcher = schema.getCodeRegistry().getDataFetcher(book, book.getFieldDefinition("title"));
        assertThat((Object) fetcher).isSameAs(titles);
    }

    @Test
    void aTransformedSchemaHasNewTypesAndTheSameFetchers() {
        GraphQLSchema schema = schema();
        GraphQLSchema changed = SchemaTransformer.transformSchema(schema, new GraphQLTypeVisitorStub() {
            @Override
            public TraversalControl visitGraphQLScalarType(
                    GraphQLScalarType scalar, TraverserContext<GraphQLSchemaElement> context) {
                return scalar == Scalars.GraphQLString
                        ? changeNode(context, scalar.transform(builder -> builder.description("changed")))
                        : TraversalControl.CONTINUE;
            }
        });
        GraphQLObjectType book = changed.getObjectType("Book");
        DataFetcher<?> fetcher = changed.getCodeRegistry().getDataFetcher(book, book.getFieldDefinition("title"));
        assertThat(book).isNotSameAs(schema.getObjectType("Book"));
        assertThat((Object) fetcher).isSameAs(titles);
    }

    @Test
    void aLightDataFetcherIsCalledWithoutAnEnvironment() {
        AtomicReference<Object> source = new AtomicReference<>();
        DataFetcher<?> light = new LightDataFetcher<Object>() {
            @Override
            public Object get(
                    GraphQLFieldDefinition field, Object object, Supplier<DataFetchingEnvironment> environment) {
                source.set(object);
                return "title";
            }

            @Override
            public Object get(DataFetchingEnvironment environment) {
                throw new AssertionError("called with an environment");
            }
        };
        ExecutionResult result = GraphQL.newGraphQL(schema(light)).build().execute("{ books { title } }");
        assertThat(result.getErrors()).isEmpty();
        assertThat(source).hasValue(BOOKS.get(1));
    }

    @Test
    void theContextOfTheInputIsThatOfTheExecutionAndTheFetchers() {
        List<GraphQLContext> contexts = new ArrayList<>();
        DataFetcher<?> fetcher = environment -> {
            contexts.add(environment.getGraphQlContext());
            return "title";
        };
        ExecutionInput input =
                ExecutionInput.newExecutionInput("{ books { title } }").build();
        GraphQL.newGraphQL(schema(fetcher))
                .instrumentation(new SimplePerformantInstrumentation() {
                    @Override
                    public ExecutionContext instrumentExecutionContext(
                            ExecutionContext context,
                            InstrumentationExecutionParameters parameters,
                            InstrumentationState state) {
                        contexts.add(context.getGraphQLContext());
                        return context;
                    }
                })
                .build()
                .execute(input);
        assertThat(contexts).hasSize(3).allSatisfy(context -> assertThat(context)
                .isSameAs(input.getGraphQLContext()));
    }

    @Test
    void theOperationIsKnownBeforeExecutionAndNeverForAnInvalidDocument() {
        assertThat(operationOf("query Books { books { title } }").name()).isEqualTo("Books");
        assertThat(operationOf("query Books { books { nope } }").name()).isNull();
        assertThat(operationOf("query Books { books { nope } }").isQuery()).isFalse();
    }

    @Test
    void settingAnInstrumentationReplacesTheOneBefore() {
        Instrumentation first = new SimplePerformantInstrumentation();
        Instrumentation second = new SimplePerformantInstrumentation();
        GraphQL.Builder builder = GraphQL.newGraphQL(schema()).instrumentation(first);
        assertThat(builder.build().getInstrumentation()).isSameAs(first);
        assertThat(builder.instrumentation(second).build().getInstrumentation()).isSameAs(second);
    }

    @Test
    void aCachedDocumentIsNotParsedAgain() {
        DocumentCache cache = new DocumentCache(schema(), LIMITS);
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ExecutionInput input =
                    ExecutionInput.newExecutionInput("{ books { title } }").build();
            documents.add(cache.getDocumentAsync(input, null).join().getDocument());
        }
        assertThat(documents.get(0)).isNotNull().isSameAs(documents.get(1));
    }

    static Stream<Arguments> errors() {
        String wrongType = "Validation error (WrongType@[books]) : argument ";
        String first = "query($first: Int) { books(first: $first) { title } }";
        String kinds = "query($kinds: [Kind!]) { books(kinds: $kinds) { title } }";
        String by = "query($by: By) { books(by: $by) { title } }";
        return Stream.of(
                arguments(
                        "{ books( }",
                        Map.of(),
                        "Invalid syntax with offending token '}' at line 1 column 10",
                        ErrorCode.INVALID_QUERY,
                        "Invalid syntax with offending token '}' at line 1 column 10"),
                arguments(
                        "{ nope }",
                        Map.of(),
                        "Validation error (FieldUndefined@[nope]) : Field 'nope' in type 'Query' is undefined",
                        ErrorCode.INVALID_QUERY,
                        "Field 'nope' in type 'Query' is undefined"),
                arguments(
                        "mutation { nope }",
                        Map.of(),
                        "Validation error (UnknownOperation): The 'Mutation' operation is not supported by the schema",
                        ErrorCode.INVALID_QUERY,
                        "The 'Mutation' operation is not supported by the schema"),
                arguments(
                        "query A { nothing } query B { nothing }",
                        Map.of(),
                        "Must provide operation name if query contains multiple operations.",
                        ErrorCode.INVALID_QUERY,
                        "Must provide operation name if query contains multiple operations."),
                arguments(
                        "{ books(first: \"5\") { title } }",
                        Map.of(),
                        wrongType + "'first' with value 'StringValue{value='5'}' is not a valid 'Int'"
                                + " - Expected an AST type of 'IntValue' but it was a 'StringValue'",
                        ErrorCode.INVALID_ARGUMENT,
                        "argument 'first' is not a valid 'Int'"
                                + " - Expected an AST type of 'IntValue' but it was a 'StringValue'"),
                arguments(
                        "{ books(kinds: [NOPE]) { title } }",
                        Map.of(),
                        wrongType + "'kinds[0]' with value 'EnumValue{name='NOPE'}' is not a valid 'Kind'"
                                + " - Literal value not in allowable values for enum 'Kind' - 'EnumValue{name='NOPE'}'",
                        ErrorCode.INVALID_ARGUMENT,
                        "argument 'kinds[0]' is not a valid 'Kind'"
                                + " - Literal value not in allowable values for enum 'Kind'; use one of NOVEL, PLAY"),
                arguments(
                        "{ books(kinds: [null]) { title } }",
                        Map.of(),
                        wrongType + "'kinds[0]' with value 'NullValue{}' must not be null",
                        ErrorCode.INVALID_ARGUMENT,
                        "argument 'kinds[0]' must not be null"),
                arguments(
                        "{ books(by: {}) { title } }",
                        Map.of(),
                        wrongType
                                + "'by' with value 'ObjectValue{objectFields=[]}' is missing required fields '[name]'",
                        ErrorCode.INVALID_ARGUMENT,
                        "argument 'by' is missing required fields '[name]'"),
                arguments(
                        "{ books(by: { nope: 1, name: \"a\" }) { title } }",
                        Map.of(),
                        wrongType + "'by' with value 'ObjectValue{objectFields=[ObjectField{name='nope',"
                                + " value=IntValue{value=1}}, ObjectField{name='name', value=StringValue{value='a'}}]}'"
                                + " contains a field not in 'By': 'nope'",
                        ErrorCode.INVALID_ARGUMENT,
                        "argument 'by' contains a field not in 'By': 'nope'"),
                arguments(
                        "{ books(by: 1) { title } }",
                        Map.of(),
                        wrongType + "'by' with value 'IntValue{value=1}' must be an object type",
                        ErrorCode.INVALID_ARGUMENT,
                        "argument 'by' must be an object type"),
                arguments(
                        kinds,
                        Map.of("kinds", List.of("NOPE")),
                        "Variable 'kinds' has an invalid value: Invalid input for enum 'Kind'."
                                + " No value found for name 'NOPE'",
                        ErrorCode.INVALID_ARGUMENT,
                        "Variable 'kinds' has an invalid value: Invalid input for enum 'Kind'."
                                + " No value found for name 'NOPE'; use one of NOVEL, PLAY"),
                arguments(
                        first,
                        Map.of("first", "x"),
                        "Variable 'first' has an invalid value:"
                                + " Expected a value that can be converted to type 'Int' but it was a 'String'",
                        ErrorCode.INVALID_ARGUMENT,
                        "Variable 'first' has an invalid value:"
                                + " Expected a value that can be converted to type 'Int' but it was a 'String'"),
                arguments(
                        by,
                        Map.of("by", Map.of()),
                        "Variable 'by' has an invalid value:"
                                + " Field 'name' has coerced Null value for NonNull type 'String!'",
                        ErrorCode.INVALID_ARGUMENT,
                        "Variable 'by' has an invalid value:"
                                + " Field 'name' has coerced Null value for NonNull type 'String!'"),
                arguments(
                        by,
                        Map.of("by", Map.of("name", "a", "nope", 1)),
                        "The variables input contains a field name 'nope' that is not defined for input object type 'By' ",
                        ErrorCode.INVALID_ARGUMENT,
                        "The variables input contains a field name 'nope' that is not defined for input object type 'By'"));
    }

    /** EngineErrorTranslator recognises the messages by regular expressions. */
    @ParameterizedTest
    @MethodSource("errors")
    void theMessageIsTheOneThatIsTranslated(
            String document, Map<String, Object> variables, String original, ErrorCode code, String translated) {
        GraphQLError error = error(document, variables);
        assertThat(error.getMessage()).isEqualTo(original);
        CodedError coded = (CodedError) new EngineErrorTranslator(schema()).translate(error);
        assertThat(coded.code()).isEqualTo(code);
        assertThat(coded.message()).isEqualTo(translated);
    }

    /** DocumentCache recognises by the message that the parser gave up. */
    @ParameterizedTest
    @MethodSource("cancelled")
    void aParserThatGivesUpSaysOfWhatThereIsTooMuch(String document, String limit) {
        ExecutionInput input = ExecutionInput.newExecutionInput(document).build();
        GraphQLError error = new DocumentCache(schema(), LIMITS)
                .getDocumentAsync(input, null)
                .join()
                .getErrors()
                .get(0);
        assertThat(error.getExtensions())
                .containsEntry("code", "LIMIT_EXCEEDED")
                .containsEntry("limit", limit);
    }

    static Stream<Arguments> cancelled() {
        return Stream.of(
                arguments("{" + "a ".repeat(20_000) + "}", "tokens"),
                arguments("{ a ".repeat(600), "depth"),
                arguments("{ a(b: " + "[".repeat(600), "depth"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ nothing }", "{ broken }"})
    void aFaultOfTheServiceIsAnInternalError(String document) {
        CodedError coded = (CodedError) new EngineErrorTranslator(schema()).translate(error(document, Map.of()));
        assertThat(coded.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    }

    @Test
    void messagesAreEnglishWithTheRootLocale() {
        Locale previous = Locale.getDefault();
        Locale.setDefault(Locale.GERMAN);
        try {
            assertThat(error("{ books { title } } fragment F on Book { title }", Map.of())
                            .getMessage())
                    .contains("Unused fragment");
        } finally {
            Locale.setDefault(previous);
        }
    }

    @Test
    void aDataLoaderLoadsNothingBeforeItIsDispatched() {
        List<List<String>> batches = new ArrayList<>();
        DataLoader<String, String> loader = loader(batches);
        CompletableFuture<String> a = loader.load("a");
        CompletableFuture<String> b = loader.load("b");
        CompletableFuture<String> again = loader.load("a");
        assertThat(batches).isEmpty();
        assertThat(a).isNotDone();
        loader.dispatch();
        assertThat(batches).containsExactly(List.of("a", "b"));
        assertThat(List.of(a.join(), b.join(), again.join())).containsExactly("A", "B", "A");
    }

    @Test
    void keysLoadedAfterADispatchWaitForTheNextOne() {
        List<List<String>> batches = new ArrayList<>();
        DataLoader<String, String> loader = loader(batches);
        CompletableFuture<String> chained = loader.load("a").thenCompose(a -> loader.load("b"));
        loader.dispatch();
        assertThat(chained).isNotDone();
        loader.dispatch();
        assertThat(chained).isCompletedWithValue("B");
        assertThat(batches).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void graphqlJavaDoesNotDispatchLoadersOutsideItsRegistry() {
        List<List<String>> batches = new ArrayList<>();
        DataLoader<String, String> loader = loader(batches);
        CompletableFuture<ExecutionResult> result = GraphQL.newGraphQL(schema(environment -> loader.load("a")))
                .build()
                .executeAsync(ExecutionInput.newExecutionInput("{ books { title } }"));
        assertThat(batches).isEmpty();
        assertThat(result).isNotDone();
        loader.dispatch();
        assertThat(result.join().getErrors()).isEmpty();
    }

    private static DataLoader<String, String> loader(List<List<String>> batches) {
        BatchLoader<String, String> batch = keys -> {
            batches.add(keys);
            return CompletableFuture.completedFuture(
                    keys.stream().map(key -> key.toUpperCase(Locale.ROOT)).toList());
        };
        return DataLoaderFactory.newDataLoader(batch);
    }

    /** The calls of the two methods that FastPathExecutionStrategy overrides. */
    private List<String> executed(String document) {
        List<String> calls = new ArrayList<>();
        GraphQL.newGraphQL(schema())
                .queryExecutionStrategy(new AsyncExecutionStrategy() {
                    @Override
                    protected Object completeValueForObject(
                            ExecutionContext context,
                            ExecutionStrategyParameters parameters,
                            GraphQLObjectType type,
                            Object object) {
                        calls.add("complete " + type.getName() + " "
                                + (object instanceof Book book ? book.title() : ((Author) object).name()));
                        return super.completeValueForObject(context, parameters, type, object);
                    }

                    @Override
                    protected Object executeObject(ExecutionContext context, ExecutionStrategyParameters parameters) {
                        GraphQLObjectType type = (GraphQLObjectType)
                                parameters.getExecutionStepInfo().getUnwrappedNonNullType();
                        calls.add("execute " + type.getName() + " "
                                + parameters.getFields().getKeys());
                        return super.executeObject(context, parameters);
                    }
                })
                .build()
                .execute(document);
        return calls;
    }

    private ExecutedOperation operationOf(String document) {
        ExecutedOperation operation = new ExecutedOperation();
        new GraphqlEngine(schema(), LIMITS, time -> null)
                .execute(ExecutionInput.newExecutionInput(document).build(), operation)
                .join();
        return operation;
    }

    private GraphQLError error(String document, Map<String, Object> variables) {
        return GraphQL.newGraphQL(schema())
                .build()
                .execute(ExecutionInput.newExecutionInput(document)
                        .variables(variables)
                        .locale(Locale.ROOT))
                .getErrors()
                .get(0);
    }

    private GraphQLSchema schema() {
        return schema(titles);
    }

    private static GraphQLSchema schema(DataFetcher<?> titles) {
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .type("Query", type -> type.dataFetcher("books", environment -> BOOKS)
                        .dataFetcher("things", environment -> List.of(BOOKS.get(0), SHAW))
                        .dataFetcher("nothing", environment -> null)
                        .dataFetcher("broken", environment -> {
                            throw new IllegalStateException("broken");
                        }))
                .type("Book", type -> type.dataFetcher("title", titles).dataFetcher("author", environment -> SHAW))
                .type("Author", type -> type.dataFetcher("name", environment -> SHAW.name()))
                .type(
                        "Thing",
                        type -> type.typeResolver(environment -> environment
                                .getSchema()
                                .getObjectType(environment.getObject() instanceof Book ? "Book" : "Author")))
                .build();
        return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(SDL), wiring);
    }

    record Author(String name) {}

    record Book(String title, Author author) {}
}
