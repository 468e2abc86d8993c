package org.demarche.graphql.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.ExecutionStrategy;
import graphql.execution.SimpleDataFetcherExceptionHandler;
import graphql.language.Field;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.LightDataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.demarche.error.LimitExceededException;
import org.demarche.graphql.limit.RequestLimits;
import org.demarche.support.TestLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class FastPathExecutionTest {

    private static final String SDL = """
            type Query { books: [Book!]! book: Book things: [Thing] }
            union Thing = Book | Author
            enum Kind { NOVEL PLAY }
            type Book {
              title: String! kind: Kind! isbn: String! tags: [String] rows: [[String!]] price: Int
              author: Author! reviewer: Author loaded: String broken: String
              later: String laterIsbn: String! laterAuthor: Author! laterAuthors: [Author!]! laterBroken: String
            }
            type Author { name(upper: Boolean = false): String! book: Book laterBook: Book! }
            """;

    private static final Author SHAW = new Author("Shaw");
    private static final Author WOOLF = new Author("Woolf");

    private static final List<Book> BOOKS = List.of(
            new Book("Pygmalion", Kind.PLAY, "1", SHAW, null),
            new Book("Orlando", Kind.NOVEL, "2", WOOLF, SHAW),
            new Book("Candida", Kind.PLAY, "3", SHAW, WOOLF),
            new Book("The Years", Kind.NOVEL, null, WOOLF, null),
            new Book("Saint Joan", Kind.PLAY, "5", SHAW, SHAW));

    private final AtomicInteger slow = new AtomicInteger();
    private final AtomicInteger fast = new AtomicInteger();
    private final Deque<Runnable> pending = new ArrayDeque<>();
    private RequestLimits limits = new RequestLimits(TestLimits.defaults());
    private boolean someAtOnce;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ books { title kind author { name } } }",
                "{ books { __typename a: title b: title author { __typename n: name(upper: true) m: name } } }",
                "{ books { ...F author { name } } } fragment F on Book { author { book { title } } tags rows }",
                "query($no: Boolean = false) { books { title @include(if: $no) kind @skip(if: $no) } }",
                "{ books { title reviewer { name } } }",
                "{ books { title loaded author { name } } }",
                "{ books { title author { name book { loaded title } } } }",
                "{ books { title broken } }",
                "{ books { title author { book { broken } } } }",
                "{ books { title isbn } }",
                "{ book { title } books { author { book { isbn } } } }",
                "{ books { author { book { author { book { author { book { isbn } } } } } } } }",
                "{ books { title price } }",
                "{ things { ... on Book { title author { name } } ... on Author { name book { title } } } }",
                "{ things { __typename ... on Author { name(upper: true) } } }",
                "{ a: books { author { name } } b: books { author { name(upper: true) } } }",
                "{ books { title later kind } }",
                "{ books { later laterAuthor { name } laterAuthors { __typename name(upper: true) } } }",
                "{ books { laterAuthor { laterBook { title laterAuthors { laterBook { later title } } } } } }",
                "{ books { laterAuthor { laterBook { loaded title } } } }",
                "{ books { author { book { later } laterBook { later } } } }",
                "{ books { title laterIsbn } }",
                "{ books { laterAuthor { laterBook { laterIsbn } } } }",
                "{ books { title laterBroken } }",
                "{ books { laterAuthors { laterBook { laterBroken } } } }",
                "{ things { ... on Book { later laterAuthor { name } } ... on Author { laterBook { later } } } }",
            })
    void theResultIsThatOfGraphqlJava(String document) {
        someAtOnce = document.contains("later");
        Object expected = execute(new AsyncExecutionStrategy(new SimpleDataFetcherExceptionHandler()), document);
        fast.set(0);
        assertEquals(expected, execute(fastPath(), document));
    }

    @Test
    void onlyTheFirstObjectOfAListTakesTheSlowPath() {
        execute(fastPath(), "{ books { title author { name(upper: true) } } }");
        assertEquals(List.of(1 + 3, (BOOKS.size() - 1) * 3), List.of(slow.get(), fast.get()));
    }

    @Test
    void theFastPathTriesAnUnusualSelectionOnlyOnce() {
        execute(fastPath(), "{ books { broken } }");
        assertEquals(List.of(1 + BOOKS.size(), 1), List.of(slow.get(), fast.get()));
    }

    @Test
    void asynchronousFieldsTakeTheFastPathToo() {
        execute(fastPath(), "{ books { later laterAuthor { laterBook { title } } } }");
        // The first book with two fields, its author, that author's book, and the list of books.
        assertEquals(List.of(1 + 2 + 1 + 1, (BOOKS.size() - 1) * 4), List.of(slow.get(), fast.get()));
    }

    static Stream<Arguments> tooLarge() {
        return Stream.of(
                // Five books, read by the fast path after the first, and by graphql-java if they have a broken field.
                arguments("nodes", "{ books { title } }", 4),
                arguments("nodes", "{ books { rows } }", 13),
                arguments("nodes", "{ books { laterAuthors { name } } }", 13),
                arguments("nodes", "{ a: books { title } b: books { title broken } }", 9),
                arguments("response-size", "{ books { title } }", 60),
                arguments("response-size", "{ books { laterAuthors { name } } }", 150),
                arguments("response-size", "{ books { laterAuthor { laterBook { later broken } } } }", 150));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void aResponseThatBecomesTooLargeEndsTheRequest(String limit, String document, int allowed) {
        limits = new RequestLimits(TestLimits.with(Map.of(limit, Integer.toString(allowed))));
        assertThatThrownBy(() -> execute(fastPath(), document))
                .hasRootCauseInstanceOf(LimitExceededException.class)
                .rootCause()
                .hasMessageContaining("(demarche.limits." + limit + ")");
    }

    private ExecutionStrategy fastPath() {
        return new FastPathExecutionStrategy(new SimpleDataFetcherExceptionHandler(), limits, time -> null);
    }

    private Object execute(ExecutionStrategy strategy, String document) {
        GraphQLSchema schema = schema();
        CompletableFuture<ExecutionResult> result = GraphQL.newGraphQL(schema)
                .queryExecutionStrategy(strategy)
                .preparsedDocumentProvider(new DocumentCache(schema, limits))
                .build()
                .executeAsync(ExecutionInput.newExecutionInput(document)
                        .graphQLContext(Map.of(ExecutedOperation.KEY, new ExecutedOperation()))
                        .build());
        while (!pending.isEmpty()) {
            pending.poll().run();
        }
        ExecutionResult answer = result.join();
        // Sorted, because GraphQL does not define the order of errors.
        return List.of(
                answer.getData() == null ? "none" : answer.getData(),
                answer.getErrors().stream()
                        .map(error -> error.toSpecification().toString())
                        .sorted()
                        .toList());
    }

    private GraphQLSchema schema() {
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .type("Query", type -> type.dataFetcher("books", synchronous(query -> BOOKS))
                        .dataFetcher("book", synchronous(query -> BOOKS.get(0)))
                        .dataFetcher(
                                "things", synchronous(query -> Arrays.asList(BOOKS.get(1), SHAW, null, WOOLF, SHAW))))
                .type("Book", type -> type.dataFetcher("title", synchronous(book -> ((Book) book).title()))
                        .dataFetcher("kind", synchronous(book -> ((Book) book).kind()))
                        .dataFetcher("isbn", synchronous(book -> ((Book) book).isbn()))
                        .dataFetcher("tags", synchronous(book -> Arrays.asList("a", null)))
                        .dataFetcher("rows", synchronous(book -> List.of(List.of("a"), List.of())))
                        .dataFetcher("price", synchronous(book -> ((Book) book).title()))
                        .dataFetcher("author", synchronous(book -> ((Book) book).author()))
                        .dataFetcher("reviewer", synchronous(book -> ((Book) book).reviewer()))
                        .dataFetcher("loaded", loaded())
                        .dataFetcher("broken", synchronous(FastPathExecutionTest::broken))
                        .dataFetcher("later", later(book -> ((Book) book).title()))
                        .dataFetcher("laterIsbn", later(book -> ((Book) book).isbn()))
                        .dataFetcher("laterAuthor", later(book -> ((Book) book).author()))
                        .dataFetcher("laterAuthors", later(book -> List.of(((Book) book).author(), SHAW)))
                        .dataFetcher("laterBroken", later(FastPathExecutionTest::broken)))
                .type("Author", type -> type.dataFetcher("name", new Name())
                        .dataFetcher("laterBook", later(author -> BOOKS.get(author == SHAW ? 0 : 3)))
                        .dataFetcher("book", synchronous(author -> BOOKS.get(author == SHAW ? 0 : 3))))
                .type(
                        "Thing",
                        type -> type.typeResolver(environment -> environment
                                .getSchema()
                                .getObjectType(
                                        environment.getObject().getClass().getSimpleName())))
                .build();
        return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(SDL), wiring);
    }

    private static DataFetcher<?> loaded() {
        return environment -> CompletableFuture.supplyAsync(
                () -> environment.<Book>getSource().title());
    }

    private static Object broken(Object book) {
        if (((Book) book).author() == WOOLF) {
            throw new IllegalStateException("out of print");
        }
        return "whole";
    }

    /** Completes after the current work, like a data loader; some complete at once if the test wants it. */
    private DataFetcher<?> later(Function<Object, Object> read) {
        return synchronous(object -> {
            CompletableFuture<Object> later = new CompletableFuture<>();
            Runnable answer = () -> {
                try {
                    later.complete(read.apply(object));
                } catch (IllegalStateException broken) {
                    later.completeExceptionally(broken);
                }
            };
            if (someAtOnce && fast.get() % 3 == 1) {
                answer.run();
            } else {
                pending.add(answer);
            }
            return later;
        });
    }

    private DataFetcher<?> synchronous(Function<Object, Object> read) {
        return new Synchronous() {
            @Override
            Object read(Object object) {
                return read.apply(object);
            }
        };
    }

    record Author(String name) {}

    enum Kind {
        NOVEL,
        PLAY
    }

    record Book(String title, Kind kind, String isbn, Author author, Author reviewer) {}

    private abstract class Synchronous implements LightDataFetcher<Object>, SynchronousField {

        abstract Object read(Object object);

        @Override
        public Object get(GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment) {
            slow.incrementAndGet();
            return read(source);
        }

        @Override
        public Object get(DataFetchingEnvironment environment) {
            return read(environment.getSource());
        }

        @Override
        public Reader readerFor(Field field, GraphQLContext request) {
            return object -> {
                fast.incrementAndGet();
                return read(object);
            };
        }
    }

    /** Takes an argument, which is bound for the first author of the selection. */
    private final class Name extends Synchronous {

        @Override
        Object read(Object object) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object get(GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment) {
            slow.incrementAndGet();
            boolean upper = environment.get().getArgument("upper");
            environment.get().getGraphQlContext().put(environment.get().getField(), upper);
            return name(source, upper);
        }

        @Override
        public Reader readerFor(Field field, GraphQLContext request) {
            Boolean upper = request.get(field);
            return upper == null
                    ? null
                    : object -> {
                        fast.incrementAndGet();
                        return name(object, upper);
                    };
        }

        private String name(Object author, boolean upper) {
            String name = ((Author) author).name();
            return upper ? name.toUpperCase(Locale.ROOT) : name;
        }
    }
}
