package org.demarche.graphql.http;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.HttpConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.HttpConnection.header;
import static org.demarche.support.HttpConnection.text;

/** The response cache is off in tests, so what is not executed here is not executed because of the precondition. */
@QuarkusTest
class HttpCachingApiTest {

    private static final String QUERY = "{ topic(slug: \"tagged\") { description events { nodes { title } } } }";
    private static final String STATEMENTS =
            "select coalesce(sum(calls), 0) from pg_stat_statements where toplevel and query ~ 'topic'";

    private static final int ATTEMPTS = 5;

    @TestHTTPResource("/")
    URI root;

    private HttpConnection http;

    @BeforeEach
    void recordTopic() {
        http = new HttpConnection(root);
        write("0");
    }

    @Test
    void anAnswerThatTheClientHasIsNotExecutedAgain() {
        HttpResponse<byte[]> response = null;
        long statements = -1;
        for (int attempt = 0; attempt < ATTEMPTS && (response == null || response.statusCode() != 304); attempt++) {
            String tag = header(http.query(QUERY), "ETag");
            long before = BulkRecord.number(STATEMENTS);
            response = http.query(QUERY, "If-None-Match", tag);
            statements = BulkRecord.number(STATEMENTS) - before;
        }
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(statements).isZero();
    }

    @Test
    void aResponseWithoutABodyHasTheHeadersThatCachesNeed() {
        HttpResponse<byte[]> response = revalidate(http::query, "%s");
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "ETag")).startsWith("W/\"");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(response, "Vary")).isEqualTo("Accept, Accept-Encoding");
        assertThat(header(response, "Content-Type")).isNull();
    }

    @Test
    void aWriteGivesTheAnswerAnotherTag() {
        String tag = header(http.query(QUERY), "ETag");
        write("1");
        HttpResponse<byte[]> changed = query("1", "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(header(changed, "ETag")).isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\", %s", "W/\"x\",%s,\"y\"", " %s "})
    void aTagIsFoundInAList(String list) {
        assertThat(revalidate(http::query, list).statusCode()).isEqualTo(304);
    }

    @Test
    void anAsteriskMatchesAnyAnswerButNoError() {
        assertThat(http.query(QUERY, "If-None-Match", "*").statusCode()).isEqualTo(304);
        assertThat(http.query("{ nothing }", "If-None-Match", "*").statusCode()).isEqualTo(200);
    }

    @Test
    void differentRequestsAndMediaTypesHaveDifferentTags() {
        String tag = header(http.query(QUERY), "ETag");
        String other = "{ topic(slug: \"tagged\") { title } }";
        assertThat(http.query(other, "If-None-Match", tag).statusCode()).isEqualTo(200);
        String type = "application/graphql-response+json";
        HttpResponse<byte[]> typed = http.query(QUERY, "Accept", type, "If-None-Match", tag);
        assertThat(typed.statusCode()).isEqualTo(200);
        assertThat(header(typed, "Content-Type")).startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ nothing }", "{", "{ events(first: -1) { totalCount } }"})
    void anAnswerWithErrorsIsNotStored(String query) {
        HttpResponse<byte[]> refused = http.query(query);
        assertThat(header(refused, "ETag")).isNull();
        assertThat(header(refused, "Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Cookie"})
    void anAnswerWithCredentialsIsPrivateAndTaggedByItsContent(String credentials) {
        HttpResponse<byte[]> first = http.query(QUERY, credentials, "a=b");
        assertThat(header(first, "Cache-Control")).isEqualTo("private, no-cache");
        String tag = header(first, "ETag");
        assertThat(http.query(QUERY, credentials, "a=b", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        write("1");
        assertThat(http.query(QUERY, credentials, "a=b", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
        String open = header(http.query(QUERY), "ETag");
        assertThat(http.query(QUERY, credentials, "a=b", "If-None-Match", open).statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersToPostAreNotTagged() {
        HttpResponse<byte[]> answer = http.post("{\"query\": \"{ countries { totalCount } }\"}", "If-None-Match", "*");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "ETag")).isNull();
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() {
        HttpResponse<byte[]> get = http.query(QUERY);
        HttpResponse<byte[]> head = head();
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : List.of("Content-Type", "ETag", "Cache-Control", "Vary")) {
            assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
        }
        assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(get.body().length));
        assertThat(revalidate((query, headers) -> head(headers), "%s").statusCode())
                .isEqualTo(304);
    }

    @Test
    void theSchemaIsValidatedByItsContentAndSentCompressed() {
        String path = "graphql/schema.graphql";
        HttpResponse<byte[]> plain = http.get(path);
        HttpResponse<byte[]> compressed = http.get(path, "Accept-Encoding", "gzip");
        assertThat(text(compressed)).isEqualTo(text(plain));
        assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
        for (HttpResponse<byte[]> schema : List.of(plain, compressed)) {
            assertThat(header(schema, "Cache-Control")).isEqualTo("no-cache");
            assertThat(header(schema, "Vary")).isEqualToIgnoringCase("Accept-Encoding");
        }
        assertThat(header(http.request("HEAD", path, null), "Content-Length")).isEqualTo("" + plain.body().length);
        assertThat(http.get(path, "If-None-Match", header(plain, "ETag")).statusCode())
                .isEqualTo(304);
        assertThat(http.get(path, "Accept-Encoding", "gzip", "If-None-Match", header(compressed, "ETag"))
                        .statusCode())
                .isEqualTo(304);
        assertThat(http.get(path, "Accept-Encoding", "gzip", "If-None-Match", header(plain, "ETag"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAnswerOfYesterdayIsNotCurrentToday() {
        String query = "{ bloc(code: \"NATO\") { memberships { totalCount } } }";
        HttpResponse<byte[]> yesterday = at("2024-03-06T23:59:59.999Z", query);
        assertThat(text(yesterday)).contains(":31}");
        String tag = header(yesterday, "ETag");
        HttpResponse<byte[]> today = at("2024-03-07T00:00:00Z", query, "If-None-Match", tag);
        assertThat(today.statusCode()).isEqualTo(200);
        assertThat(text(today)).contains(":32}");
    }

    private HttpResponse<byte[]> at(String now, String query, String... headers) {
        QuarkusMock.installMockForType(Clock.fixed(Instant.parse(now), ZoneOffset.UTC), Clock.class);
        return http.query(query, headers);
    }

    private HttpResponse<byte[]> head(String... headers) {
        return http.request("HEAD", "graphql?" + HttpConnection.encode(Map.of("query", QUERY)), null, headers);
    }

    /**
     * Sends a query, and again with the tag of the answer. Anew if the revision has changed in between: PostgreSQL's own
     * maintenance may do that.
     */
    private static HttpResponse<byte[]> revalidate(Request request, String list) {
        HttpResponse<byte[]> response = null;
        for (int attempt = 0; attempt < ATTEMPTS && (response == null || response.statusCode() != 304); attempt++) {
            String tag = header(request.send(QUERY), "ETag");
            response = request.send(QUERY, "If-None-Match", list.formatted(tag));
        }
        return response;
    }

    @FunctionalInterface
    private interface Request {

        HttpResponse<byte[]> send(String query, String... headers);
    }

    /** The answer once it shows the description: writes of others are seen within a second. */
    private HttpResponse<byte[]> query(String description, String... headers) {
        long written = System.nanoTime();
        long begun;
        HttpResponse<byte[]> answer;
        do {
            begun = System.nanoTime();
            answer = http.query(QUERY, headers);
        } while (!text(answer).contains("\"description\":\"" + description + "\"") && begun - written < 1_000_000_000L);
        return answer;
    }

    private static void write(String description) {
        BulkRecord.execute(
                "insert into topic (slug, title, title_key, description) values ('tagged', 'Tagged', 'tagged', '"
                        + description + "') on conflict (slug) do update set description = excluded.description");
    }
}
