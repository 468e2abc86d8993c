package org.demarche.mutation;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.demarche.support.BulkRecord;
import org.demarche.support.MutationClient;
import org.demarche.support.ResponseJson;
import org.demarche.support.StatementCounter;
import org.demarche.support.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.MutationClient.input;
import static org.demarche.support.MutationClient.source;

/** How documents with mutations are executed. */
@QuarkusTest
class MutationRequestsApiTest {

    private static final MutationClient ANA = MutationClient.editor("ana");

    private static final String TOPIC =
            "recordTopic(input: { slug: \"%s\", title: \"%s\" }) { topic { slug title } userErrors" + " { code } }";

    @BeforeEach
    @AfterEach
    void remove() {
        BulkRecord.execute(
                "delete from event where slug like 'mutated-%'; delete from topic where slug like 'mutated-%'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/graphql-response+json"})
    void aMutationMustNotBeSentByGet(String accept) {
        Response refused = RestAssured.given()
                .header("Authorization", TestTokens.editor("ana"))
                .accept(accept)
                .queryParam("query", "mutation { " + TOPIC.formatted("mutated-topic", "T") + " }")
                .get("/graphql");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo("POST");
        assertThat(ResponseJson.of(refused).getString("errors[0].extensions.code"))
                .isEqualTo("INVALID_REQUEST");
        assertThat(ResponseJson.of(refused).<Object>get("data")).isNull();
        assertThat(topics()).isZero();
    }

    @Test
    void onlyTheOperationThatIsExecutedCounts() {
        String document = "mutation M { " + TOPIC.formatted("mutated-topic", "T") + " } query Q { __typename }";
        RestAssured.given()
                .queryParams("query", document, "operationName", "Q")
                .get("/graphql")
                .then()
                .statusCode(200);
        RestAssured.given()
                .queryParams("query", document, "operationName", "M")
                .get("/graphql")
                .then()
                .statusCode(405);
        assertThat(topics()).isZero();
    }

    @Test
    void severalMutationsAreExecutedInTheirOrder() {
        ResponseJson answer = ResponseJson.of(ANA.post(
                "mutation { c: " + TOPIC.formatted("mutated-1", "First") + " a: "
                        + TOPIC.formatted("mutated-1", "Second") + " b: "
                        + TOPIC.formatted("mutated-2", "Third") + " }",
                Map.of()));
        assertThat(answer.getMap("data").keySet().toString()).isEqualTo("[c, a, b]");
        assertThat(answer.getString("data.c.topic.title")).isEqualTo("First");
        assertThat(answer.getList("data.a.userErrors.code")).containsExactly("TAKEN");
        assertThat(answer.getString("data.b.topic.title")).isEqualTo("Third");
        assertThat(topics()).isEqualTo(2);
    }

    /** Each payload shows the state after its mutation, also where an earlier one has loaded the same list. */
    @Test
    void aPayloadShowsNothingThatWasReadBeforeItsMutation() {
        String id = ANA.done(
                        "recordEvent",
                        input(
                                "slug", "mutated-event",
                                "title", "E",
                                "kind", "TREATY",
                                "date", "2021",
                                "sources", source("First source")),
                        "event { id }")
                .getString("event.id");
        ResponseJson answer = ResponseJson.of(ANA.post("""
                        mutation($id: ID!) {
                          a: reviseEvent(input: { id: $id, revision: 1, sources: [{ title: "Second source" }] }) { ...P }
                          b: reviseEvent(input: { id: $id, revision: 2, sources: [{ title: "Third source" }] }) { ...P }
                        }
                        fragment P on EventPayload { event { revision sources { title } } userErrors { code message } }
                        """, Map.of("id", id)));
        assertThat(answer.getList("data.a.event.sources.title")).containsExactly("Second source");
        assertThat(answer.getList("data.b.event.sources.title")).containsExactly("Third source");
        assertThat(answer.getInt("data.b.event.revision")).isEqualTo(3);
    }

    @Test
    void afterOneThatFailsNoFurtherOneIsExecuted() {
        ResponseJson answer = ResponseJson.of(ANA.post(
                "mutation { a: " + TOPIC.formatted("mutated-1", "First")
                        + " withdrawEvent(input: { id: \"x\", revision: 1, reason: \"r\" }) { withdrawnId } b: "
                        + TOPIC.formatted("mutated-2", "Second") + " }",
                Map.of()));
        assertThat(answer.<Object>get("data")).isNull();
        assertThat(answer.getList("errors")).hasSize(1);
        assertThat(answer.getList("errors[0].path")).containsExactly("withdrawEvent");
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("FORBIDDEN");
        assertThat(BulkRecord.texts("select slug from topic where slug like 'mutated-%'"))
                .containsExactly("mutated-1");
    }

    @Test
    void aMutationCostsWhatATransactionTakes() {
        ResponseJson answer = ResponseJson.of(RestAssured.given()
                .header("Authorization", TestTokens.editor("ana"))
                .contentType("application/json")
                .body(Map.of(
                        "query",
                        "mutation { a: " + TOPIC.formatted("mutated-1", "First") + " b: "
                                + TOPIC.formatted("mutated-2", "Second") + " }",
                        "extensions",
                        Map.of("cost", true)))
                .post("/graphql"));
        assertThat(answer.getInt("extensions.cost.cost")).isBetween(1000, 1100);
    }

    @Test
    void theNumberOfStatementsDoesNotDependOnTheNumberOfSources() {
        event("mutated-0", 1);
        long one = StatementCounter.during(() -> event("mutated-1", 1));
        // A row for each link of a list is inserted by itself.
        assertThat(StatementCounter.during(() -> event("mutated-2", 41))).isEqualTo(one + 40);
    }

    private static void event(String slug, int sources) {
        List<Map<String, String>> list = IntStream.range(0, sources)
                .mapToObj(number -> Map.of("title", "Source " + number))
                .toList();
        ANA.done(
                "recordEvent",
                input("slug", slug, "title", "E", "kind", "TREATY", "date", "2021", "sources", list),
                "event { revision }");
    }

    private static long topics() {
        return BulkRecord.number("select count(*) from topic where slug like 'mutated-%'");
    }
}
