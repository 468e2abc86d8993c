package org.demarche.graphql.limit;

import java.lang.reflect.AnnotatedElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.demarche.error.ClientErrorException;
import org.demarche.error.LimitExceededException;
import org.demarche.support.TestLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CostCalculatorTest {

    private static final String SDL = """
            type Query { a(first: Int, last: Int): AConnection! one: A byIds(ids: [ID!]!): [A!]! any: Any named: Named }
            type AConnection { nodes: [A!]! edges: [AEdge!]! totalCount: Int! }
            type AEdge { cursor: String! node: A! }
            type A implements Named { name: String b: B list: [B!]! a(first: Int, last: Int): AConnection! heavy: Int words: [String] }
            type B implements Named { name: String }
            union Any = A | B
            interface Named { name: String }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            // The document, its nodes, its cost.
            value = {
                // 1 for the object, 0.1 for the value
                "{ one { name } }                                            | 0 | 2",
                // A list of texts has an assumed number of values.
                "{ one { words } }                                           | 0 | 2",
                // 10 for reading a page, 1 for the page, and 20 objects with a value each
                "{ a { nodes { name } } }                                    | 20 | 33",
                "{ a(first: 50) { nodes { name } } }                         | 50 | 66",
                "{ a(last: 50) { nodes { name } } }                          | 50 | 66",
                "{ a(first: 0) { nodes { name } } }                          | 0 | 11",
                // Both count.
                "{ a(first: 50) { nodes { name } edges { node { name } } } } | 100 | 171",
                "{ a(first: 50) { edges { cursor } } }                       | 50 | 66",
                "{ a(first: 3) { totalCount } }                              | 0 | 32",
                // The field itself rejects a page that is too large.
                "{ a(first: 1000000) { nodes { name } } }                    | 250 | 286",
                "{ a(first: 10) { nodes { b { name } } } }                   | 10 | 32",
                "{ a(first: 10) { nodes { list { name } } } }                | 60 | 76",
                // 10 + 10 x 20
                "{ a(first: 10) { nodes { a(first: 20) { nodes { name } } } } } | 210 | 351",
                "{ byIds(ids: [1, 2, 3]) { name } }                          | 3 | 4",
                "{ one { heavy } }                                           | 0 | 7002",
                // Of several possible types the most expensive one.
                "{ any { ... on A { heavy name } ... on B { name } } }       | 0 | 7002",
                "{ any { ... on B { name } } }                               | 0 | 2",
                "{ named { name ... on A { heavy } } }                       | 0 | 7002",
                // The same field twice is one field of the response; with an alias it is another one.
                "{ a(first: 50) { nodes { name } } a(first: 50) { nodes { name } } }    | 50 | 66",
                "{ a(first: 50) { nodes { name } } x: a(first: 50) { nodes { name } } } | 100 | 132",
                "{ a(first: 50) { ...F ...F nodes { name } } } fragment F on AConnection { nodes { name } } | 50 | 66",
                "{ ... { a(first: 50) { nodes { name } } } }                 | 50 | 66",
                "{ a(first: 50) @skip(if: true) { nodes { name } } one { name } }     | 0 | 2",
                "{ a(first: 50) @include(if: false) { nodes { name } } one { name } } | 0 | 2",
                "{ a(first: 50) @skip(if: false) { nodes { name } } }        | 50 | 66",
                "{ __schema { types { name } } }                             | 100 | 111",
                "{ __type(name: \"A\") { fields { name } } }                 | 10 | 12",
                "{ __typename }                                              | 0 | 1",
            })
    void nodesAndCostFollowFromTheDocument(String document, long nodes, long cost) {
        assertThat(cost(document, Map.of())).isEqualTo(new RequestCost(nodes, cost));
    }

    @Test
    void pageSizesAndDirectivesMayBeVariables() {
        String document = "query ($n: Int, $no: Boolean) { a(first: $n) @skip(if: $no) { nodes { name } } }";
        assertThat(cost(document, Map.of("n", 50, "no", false)).nodes()).isEqualTo(50);
        assertThat(cost(document, Map.of("n", 50, "no", true)).nodes()).isZero();
        assertThat(cost(document, nullable("n", null, "no", false)).nodes()).isEqualTo(20);
        assertThat(cost("query ($ids: [ID!]!) { byIds(ids: $ids) { name } }", Map.of("ids", List.of(1, 2)))
                        .nodes())
                .isEqualTo(2);
    }

    @Test
    void aNullConditionIsAMistakeOfTheClient() {
        assertThatThrownBy(() -> cost("query ($no: Boolean) { one @include(if: $no) { name } }", nullable("no", null)))
                .isInstanceOf(ClientErrorException.class)
                .hasMessage("@include(if:): the value is null; send true or false.");
    }

    @Test
    void largeAmountsSaturate() {
        String document = "{ one { %s name %s } }".formatted("a(first: 100) { nodes { ".repeat(15), "} } ".repeat(15));
        assertThat(calculated(document, Map.of()).nodes()).isEqualTo(10 * RequestLimit.MANY);
        LimitExceededException exceeded =
                catchThrowableOfType(LimitExceededException.class, () -> cost(document, Map.of()));
        assertThat(exceeded)
                .hasMessageStartingWith(
                        "The request could return more than 1,000,000,000,000 nodes; at most 100,000 are allowed");
    }

    @Test
    void theLastCostIsRememberedForTheVariablesThatMatter() {
        String document = "query ($n: Int, $id: ID!) { a(first: $n) { nodes { name } } byIds(ids: [$id]) { name } }";
        Document parsed = Parser.parse(document);
        OperationCost cost = operationCost(parsed);
        RequestCost first = cost.check(Map.of("n", 5, "id", "a"));
        assertThat(cost.check(Map.of("n", 5, "id", "b"))).isSameAs(first);
        assertThat(cost.check(Map.of("n", 6, "id", "b")).nodes()).isEqualTo(first.nodes() + 1);
        assertThat(cost.check(Map.of("id", "b")).nodes()).isEqualTo(first.nodes() + 15);
    }

    private static RequestCost cost(String document, Map<String, Object> variables) {
        return operationCost(Parser.parse(document)).check(variables);
    }

    private static RequestCost calculated(String document, Map<String, Object> values) {
        OperationDefinition operation = Parser.parse(document)
                .getDefinitionsOfType(OperationDefinition.class)
                .get(0);
        RequestVariables variables = new RequestVariables(values);
        return new CostCalculator(SCHEMA, new SelectionCollector(SCHEMA, Map.of(), variables), variables)
                .of(operation, SCHEMA.getQueryType());
    }

    private static OperationCost operationCost(Document document) {
        return new OperationCost(
                TestLimits.defaults(),
                SCHEMA,
                document,
                document.getDefinitionsOfType(OperationDefinition.class).get(0));
    }

    private static Map<String, Object> nullable(Object... entries) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }

    private static final GraphQLSchema SCHEMA = new SchemaGenerator()
            .makeExecutableSchema(
                    new SchemaParser().parse(SDL),
                    RuntimeWiring.newRuntimeWiring()
                            .type("A", type -> type.dataFetcher("heavy", new Costed("heavy")))
                            .type("Query", type -> type.dataFetcher("byIds", new Costed("byIds")))
                            .type("Any", type -> type.typeResolver(environment -> null))
                            .type("Named", type -> type.typeResolver(environment -> null))
                            .build());

    private record Costed(String name) implements DataFetcher<Object>, CostedField {

        @Override
        public AnnotatedElement method() {
            try {
                return CostCalculatorTest.class.getDeclaredMethod(name);
            } catch (NoSuchMethodException missing) {
                throw new IllegalStateException(missing);
            }
        }

        @Override
        public Object get(DataFetchingEnvironment environment) {
            return null;
        }
    }

    @Cost(weight = 7000)
    static void heavy() {}

    @Cost(slicingArgument = "ids")
    static void byIds() {}
}
