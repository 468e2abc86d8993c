package org.demarche.exporting;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.HttpConnection;
import org.demarche.support.ResponseJson;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.HttpConnection.header;
import static org.demarche.support.HttpConnection.text;
import static org.demarche.support.Polling.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
class ExportApiTest {

    private static final String EVENT = "russia-recognises-taliban-government";

    @TestHTTPResource("/")
    URI root;

    @BeforeEach
    void loadMany() {
        BulkRecord.load();
    }

    @Test
    void stancesAreWrittenWithTheirEventsCountriesAndSources() throws IOException {
        List<NamedCsvRecord> rows = csv("/export/stances.csv?event=" + EVENT + "&country=RU");
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.getFieldsAsMap())
                .containsEntry("event", EVENT)
                .containsEntry("eventKind", "RECOGNITION")
                .containsEntry("eventDate", "2025-07-03")
                .containsEntry("country", "RU")
                .containsEntry("countryName", "Russia")
                .containsEntry("position", "SUPPORTS")
                .containsEntry("act", "RECOGNITION")
                .containsEntry("since", "2025-07-03")
                .containsEntry("until", "")
                .containsEntry("confidence", "CONFIRMED")
                .containsEntry("publishers", "Voice of World News"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                   | {}
                    ?country=RU,US&position=opposes       | {countries: ["RU", "US"], positions: [OPPOSES]}
                    ?topic=bulk&from=1900-12-10           | {topics: ["bulk"], since: {from: "1900-12-10"}}
                    ?bloc=NATO&inForceOn=2025-07-05       | {blocs: ["NATO"], inForceOn: "2025-07-05"}
                    ?act=statement                        | {acts: [STATEMENT]}
                    ?country=RU&includePredecessors=true  | {countries: ["RU"], includePredecessors: true}
                    """)
    void theFiltersAreThoseOfTheApi(String query, String filter) throws IOException {
        int total = GraphqlClient.data("{ stances(filter: %s) { totalCount } }".formatted(filter))
                .getInt("stances.totalCount");
        assertThat(total).isPositive();
        assertThat(csv("/export/stances.csv" + query)).hasSize(total);
    }

    @Test
    void stancesComeInTheOrderInWhichTheyBeganAndEachOnce() throws IOException {
        List<NamedCsvRecord> rows = csv("/export/stances.csv");
        assertThat(rows)
                .extracting(row -> (row.getField("since") + "-01-01").substring(0, 10))
                .isSorted();
        assertThat(rows)
                .extracting(row -> row.getField("event") + row.getField("country") + row.getField("since"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/export/stances.csv?topic=bulk",
                "/export/events.jsonl?topic=bulk",
                "/export/events.yaml?topic=bulk"
            })
    void anExportTellsWhereToGoOnInTheFeedOfChanges(String export) {
        BulkRecord.execute("update topic set description = 'before " + export + "' where slug = 'bulk'");
        String cursor = get(export).extract().header("Changes-Cursor");
        String changes = "{ changes(after: \"" + cursor + "\") { nodes { kind nodeId } } }";
        assertThat(GraphqlClient.data(changes).getList("changes.nodes")).isEmpty();
        BulkRecord.execute("update topic set description = 'after " + export + "' where slug = 'bulk'");
        assertThat(GraphqlClient.data(changes).getList("changes.nodes.kind")).containsExactly("REVISED");
    }

    @Test
    void alignmentsHaveNoPlaceInTheFeed() {
        assertThat(get("/export/alignments.csv?country=AF&topic=bulk").extract().header("Changes-Cursor"))
                .isNull();
    }

    /** Two statements for each batch, and those of the transaction. */
    @Test
    void theNumberOfStatementsDependsOnTheNumberOfBatchesOnly() {
        assertThat(StatementCounter.during(() -> get("/export/stances.csv?topic=bulk")))
                .isBetween(1L, 6L);
    }

    @Test
    void eventsAreWrittenWithTheirTallies() throws IOException {
        List<NamedCsvRecord> rows = csv("/export/events.csv?topic=bulk");
        ResponseJson expected =
                GraphqlClient.data("{ events(filter: {topics: [\"bulk\"]}, orderBy: DATE_ASC, first: 100)"
                        + " { nodes { slug tally { supports opposes neutral absent } } } }");
        assertThat(rows)
                .extracting(row -> row.getField("event"))
                .containsExactlyElementsOf(expected.getList("events.nodes.slug"));
        for (String position : List.of("supports", "opposes", "neutral", "absent")) {
            assertThat(rows)
                    .extracting(row -> Integer.valueOf(row.getField(position)))
                    .containsExactlyElementsOf(expected.getList("events.nodes.tally." + position));
        }
        assertThat(csv("/export/events.csv?slug=" + EVENT))
                .singleElement()
                .satisfies(row -> assertThat(row.getField("participants")).contains("RU INITIATOR"));
    }

    @Test
    void sourcesAreGivenByTheirAddressesInTheOrderOfCitation() throws IOException {
        BulkRecord.execute("""
                insert into source (title, url) values ('exported 1', 'https://b.example/?x=1,2'),
                    ('exported 2', 'https://a.example'), ('exported 3', null);
                insert into event_source (event_id, source_id, ordinal)
                select e.id, so.id, right(so.title, 1)::int from event e, source so
                where e.slug = 'bulk-9' and so.title like 'exported _';
                """);
        assertThat(csv("/export/events.csv?slug=bulk-9").get(0).getField("sources"))
                .isEqualTo("https://b.example/?x=1,2 https://a.example");
        BulkRecord.execute("""
                delete from event_source where source_id in (select id from source where title like 'exported _');
                delete from source where title like 'exported _';
                """);
    }

    @Test
    void alignmentsAreThoseOfTheApiAndEachPairIsWrittenOnce() throws IOException {
        Map<String, String> exported = new TreeMap<>();
        csv("/export/alignments.csv?country=AF&topic=bulk")
                .forEach(row -> exported.put(
                        row.getField("with"),
                        row.getField("score") + " " + row.getField("common") + " " + row.getField("same")));
        ResponseJson data =
                GraphqlClient.data("{ country(code: \"AF\") { alignments(filter: {topics: [\"bulk\"]}, first: 100)"
                        + " { nodes { with { code } score common same } } } }");
        Map<String, String> expected = new TreeMap<>();
        List<Map<String, Object>> nodes = data.getList("country.alignments.nodes");
        nodes.forEach(node -> expected.put(
                ((Map<?, ?>) node.get("with")).get("code").toString(),
                node.get("score") + " " + node.get("common") + " " + node.get("same")));
        assertThat(exported).isEqualTo(expected);

        List<String> pairs = csv("/export/alignments.csv").stream()
                .map(row -> row.getField("country") + " " + row.getField("with"))
                .toList();
        assertThat(pairs).isNotEmpty().doesNotHaveDuplicates().isSorted();
        assertThat(pairs).allSatisfy(pair -> assertThat(pair.split(" ")[0]).isLessThan(pair.split(" ")[1]));
    }

    @Test
    void aLineOfJsonHasTheSameColumnsWithListsAsLists() throws IOException {
        List<JsonObject> objects = get("/export/stances.jsonl?event=" + EVENT)
                .contentType(startsWith("application/jsonl"))
                .extract()
                .asString()
                .lines()
                .map(JsonObject::new)
                .toList();
        List<NamedCsvRecord> rows = csv("/export/stances.csv?event=" + EVENT);
        assertThat(objects).hasSameSizeAs(rows);
        assertThat(objects).allSatisfy(object -> {
            assertThat(object.fieldNames())
                    .containsExactlyElementsOf(rows.get(0).getHeader());
            assertThat(object.getJsonArray("publishers").encode()).isEqualTo("[\"Voice of World News\"]");
            assertThat(object.getJsonArray("sources")).isEmpty();
        });
    }

    @Test
    void nothingFoundIsATableWithAHeaderOnly() throws IOException {
        String body = get("/export/stances.csv?event=no-such-event").extract().asString();
        assertThat(body)
                .startsWith("event,symbol,eventTitle,")
                .endsWith("publishers\r\n")
                .hasLineCount(1);
        assertThat(get("/export/stances.jsonl?event=no-such-event").extract().asString())
                .isEmpty();
    }

    @Test
    void browsersSaveItUnderItsName() {
        get("/export/stances.csv?event=" + EVENT)
                .contentType("text/csv; charset=utf-8; header=present")
                .header("Content-Disposition", "attachment; filename=\"stances.csv\"")
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void itIsCompressedForClientsThatAcceptThat() {
        HttpConnection http = new HttpConnection(root);
        HttpResponse<byte[]> plain = http.get("export/stances.csv?topic=bulk");
        HttpResponse<byte[]> compressed = http.get("export/stances.csv?topic=bulk", "Accept-Encoding", "gzip");
        assertThat(header(plain, "Content-Encoding")).isNull();
        assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(compressed, "Vary")).isEqualTo("accept-encoding");
        assertThat(text(compressed))
                .isEqualTo(text(plain))
                .hasLineCount(1 + BulkRecord.EVENTS * BulkRecord.STANCES_OF_EACH);
        assertThat(compressed.body().length).isLessThan(plain.body().length / 4);
        assertThat(http.get("export/stances.csv", "Accept-Encoding", "gzip;q=0, identity;q=0")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void headTellsTheHeadersAndReadsNoStances() {
        long statements = StatementCounter.during("stance", () -> RestAssured.head("/export/stances.csv")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("stances.csv"))
                .header("ETag", startsWith("W/\"")));
        assertThat(statements).isZero();
    }

    @Test
    void aClientWithTheCurrentExportGetsNoOther() {
        AtomicReference<String> tag = new AtomicReference<>();
        // Writes that do not go through the service are seen within half a second.
        await().untilAsserted(() -> {
            tag.set(get("/export/events.csv?topic=bulk").extract().header("ETag"));
            ifNoneMatch("/export/events.csv?topic=bulk", tag.get())
                    .statusCode(304)
                    .header("ETag", tag.get())
                    .header("Content-Disposition", nullValue());
        });
        ifNoneMatch("/export/events.csv?topic=taliban-recognition", tag.get()).statusCode(200);
        BulkRecord.execute("update event set summary = 'Changed' where slug = 'bulk-1'");
        await().untilAsserted(() ->
                ifNoneMatch("/export/events.csv?topic=bulk", tag.get()).statusCode(200));
        BulkRecord.execute("update event set summary = null where slug = 'bulk-1'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /export/stances.csv?contry=FR           | INVALID_ARGUMENT | contry: there is no such parameter of stances.csv; use country,
                    /export/stances.csv?country=FRANCE      | INVALID_ARGUMENT | country: 'FRANCE' is not
                    /export/stances.csv?event=No%20Slug     | INVALID_ARGUMENT | event: 'No Slug' is not a slug
                    /export/stances.csv?from=2001&to=2000   | INVALID_ARGUMENT | from and to: from (2001-01-01) is later than to (2000-12-31); swap them.
                    /export/events.csv?search=%00           | INVALID_ARGUMENT | search: it
                    /export/alignments.csv?minimumCommon=0  | INVALID_ARGUMENT | minimumCommon: 0 is out of range
                    /export/alignments.csv?country=1        | INVALID_ARGUMENT | country: '1' is not
                    """)
    void aMistakeIsAnsweredWithItsCodeAndNothingElse(String path, String code, String message) {
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .header("Content-Disposition", nullValue())
                .header("ETag", nullValue())
                .body("errors[0].extensions.code", equalTo(code))
                .body("errors[0].message", startsWith(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/export",
                "/export/",
                "/export/stances",
                "/export/stances.xls",
                "/export/countries.csv",
                "/export/alignments.yaml",
                "/export/a/stances.csv"
            })
    void otherPathsAreNotFound(String path) {
        RestAssured.get(path).then().statusCode(404).body("errors[0].extensions.code", equalTo("INVALID_REQUEST"));
    }

    @Test
    void onlyGetIsAnswered() {
        RestAssured.given()
                .body("x")
                .post("/export/stances.csv")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS");
        RestAssured.options("/export/stances.csv").then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS");
    }

    private static ValidatableResponse get(String path) {
        return RestAssured.get(path).then().statusCode(200);
    }

    private static ValidatableResponse ifNoneMatch(String path, String tag) {
        return RestAssured.given().header("If-None-Match", tag).get(path).then();
    }

    private static List<NamedCsvRecord> csv(String path) throws IOException {
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().ofNamedCsvRecord(get(path).extract().asString())) {
            return reader.stream().collect(Collectors.toList());
        }
    }
}
