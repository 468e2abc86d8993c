package org.demarche.graphql.http;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.demarche.support.HttpConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.HttpConnection.header;
import static org.demarche.support.HttpConnection.text;
import static org.demarche.support.Polling.await;

/**
 * Automatic persisted queries as Apollo Client and urql send them: the hash, and after PersistedQueryNotFound the hash with
 * the query. src/bench/clients runs these clients themselves.
 */
@QuarkusTest
class PersistedQueriesApiTest {

    private static final String TYPED = "application/graphql-response+json";

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/")
    URI root;

    private HttpConnection http;

    @BeforeEach
    void connect() {
        http = new HttpConnection(root);
    }

    @Test
    void aQueryIsRegisteredOverPostAndThenRunsByItsHash() {
        String query = "query OverPost { country(code: \"RU\") { name } }";
        assertNotFound(post(null, query));
        assertAnswered(post(query, query));
        assertAnswered(post(null, query));
        assertAnswered(get(null, query));
    }

    /** As Apollo Client with useGETForHashedQueries and urql with short queries. */
    @Test
    void aQueryIsRegisteredOverGetAndThenRunsByItsHash() {
        String query = "query OverGet { country(code: \"RU\") { name } }";
        assertNotFound(get(null, query));
        assertAnswered(get(query, query));
        assertAnswered(get(null, query));
        assertAnswered(post(null, query));
    }

    @Test
    void variablesAndTheOperationNameAreThoseOfTheRequest() {
        String query = "query A($code: String!) { country(code: $code) { name } } query B { __typename }";
        assertThat(text(post(query, query, "B", Map.of()))).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        assertThat(text(post(null, query, "A", Map.of("code", "NO")))).contains("Norway");
        assertThat(text(post(null, query, "A", Map.of("code", "SE")))).contains("Sweden");
    }

    /** Clients find the message or the code in the body, whatever the status. */
    @Test
    void anUnknownHashHasTheStatusOfARequestErrorInEitherMediaType() {
        String query = "query Unknown { __typename }";
        HttpResponse<byte[]> typed = post(null, query, "Accept", TYPED);
        assertThat(typed.statusCode()).isEqualTo(400);
        assertThat(text(typed)).isEqualTo(text(post(null, query)));
        assertThat(header(get(null, query), "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aHashOfAnotherQueryIsRefusedAndNotRegistered() {
        String query = "query Mismatch { __typename }";
        HttpResponse<byte[]> answer = post("{ countries { totalCount } }", query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("INVALID_REQUEST", "sha256Hash is not the SHA-256 of query");
        assertNotFound(post(null, query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"query Invalid { nothing }", "query Broken {"})
    void aQueryThatIsNotValidIsNotRegistered(String query) {
        assertThat(text(post(query, query))).contains("INVALID_QUERY");
        assertNotFound(post(null, query));
    }

    @Test
    void theHashMayBeInUpperCaseAndOfAnyScript() {
        String query = "query Scripts { country(code: \"RU\") { name(language: \"ru\") } } # Россия 🇷🇺";
        assertThat(text(post(query, query))).contains("Россия");
        JsonObject request = request(null, query);
        request.getJsonObject("extensions")
                .getJsonObject("persistedQuery")
                .put("sha256Hash", DocumentHash.of(query).toUpperCase(Locale.ROOT));
        assertThat(text(http.post(request.encode()))).contains("Россия");
    }

    @Test
    void aRegisteredQueryRunsByItsDocumentIdToo() {
        String query = "query ById { country(code: \"RU\") { name } }";
        post(query, query);
        assertAnswered(http.query(Map.of("documentId", "sha256:" + DocumentHash.of(query))));
        assertNotFound(http.query(Map.of("documentId", "ById")));
    }

    @Test
    void anAnswerToAHashIsTaggedAndValidated() {
        String query = "query Tagged { country(code: \"RU\") { name } }";
        get(query, query);
        await().until(() -> get(null, query, "If-None-Match", header(get(null, query), "ETag"))
                        .statusCode()
                == 304);
    }

    @Test
    void aHashIsCountedUnderTheNameOfItsOperation() {
        String query = "query CountedByHash { country(code: \"RU\") { name } }";
        post(query, query);
        post(null, query);
        assertThat(meters.get("demarche.graphql.requests")
                        .tag("operation", "CountedByHash")
                        .tag("outcome", "answered")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    private static void assertAnswered(HttpResponse<byte[]> answer) {
        assertThat(text(answer)).isEqualTo("{\"data\":{\"country\":{\"name\":\"Russia\"}}}");
    }

    private static void assertNotFound(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer))
                .isEqualTo("{\"errors\":[{\"message\":\"PersistedQueryNotFound\","
                        + "\"extensions\":{\"code\":\"PERSISTED_QUERY_NOT_FOUND\"}}]}");
    }

    private HttpResponse<byte[]> post(String query, String hashed, String... headers) {
        return http.post(request(query, hashed).encode(), headers);
    }

    private HttpResponse<byte[]> post(String query, String hashed, String operation, Map<String, Object> variables) {
        return http.post(request(query, hashed)
                .put("operationName", operation)
                .put("variables", new JsonObject(variables))
                .encode());
    }

    private HttpResponse<byte[]> get(String query, String hashed, String... headers) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null) {
            parameters.put("query", query);
        }
        // Apollo Client sends these two always.
        parameters.put("operationName", "");
        parameters.put("variables", "{}");
        parameters.put("extensions", extensions(hashed).encode());
        return http.query(parameters, headers);
    }

    private static JsonObject request(String query, String hashed) {
        JsonObject request = new JsonObject();
        if (query != null) {
            request.put("query", query);
        }
        return request.put("extensions", extensions(hashed));
    }

    private static JsonObject extensions(String hashed) {
        return new JsonObject()
                .put("persistedQuery", new JsonObject().put("version", 1).put("sha256Hash", DocumentHash.of(hashed)));
    }
}
