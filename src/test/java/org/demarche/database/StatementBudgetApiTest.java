package org.demarche.database;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No N+1 queries: the number of statements depends on the shape of a request, not on the number of rows. */
@QuarkusTest
class StatementBudgetApiTest {

    private static final String DIFFERENT_STATEMENTS =
            "select count(*) from pg_stat_statements where toplevel and query ~ '\\mstance\\M' and query !~ 'pg_stat'";

    @BeforeAll
    static void loadMoreRows() {
        BulkRecord.load();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "20, 5", "60, 12", "250, 250"})
    void aPageOfEventsWithStancesAndCountriesTakesTwoStatements(int events, int stances) {
        String query = "{ events(first: %d) { nodes { title stances(first: %d) { nodes { position country { code name }"
                + " } } } } }";
        assertThat(statements(query.formatted(events, stances))).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "20, 20", "250, 250"})
    void fiveLevelsFromCountryToCountryTakeThreeStatements(int first, int second) {
        String query = """
                { country(code: "AF") { name stances(first: %d) { nodes { event { title stances(first: %d) {
                  nodes { position country { code name } } } } } } } }
                """;
        assertThat(statements(query.formatted(first, second))).isEqualTo(3);
    }

    @Test
    void allFieldsOfAnEventTakeOneStatementEach() {
        String query = """
                { events(first: 50) { nodes { topics { slug } participants { country { code } } precededBy { slug }
                  followedBy { slug } sources { title } tally { total } stances { nodes { sources { title } } } } } }
                """;
        assertThat(statements(query)).isEqualTo(9);
    }

    @Test
    void symbolMarginAndDayOfAnEventTakeNoStatement() {
        assertThat(statements("{ events(first: 50, orderBy: MARGIN_DESC) { nodes { symbol margin day } } }"))
                .isEqualTo(1);
        assertThat(statements("{ a: event(symbol: \"68/262\") { slug } b: event(symbol: \"none\") { slug } }"))
                .isEqualTo(1);
    }

    /** Of a bloc, one tells whether there is such a bloc. Regions are known in memory. */
    @Test
    void talliesOfBlocsAndRegionsTakeOneStatementForAllEvents() {
        assertThat(statements("{ events(first: 50) { nodes { tally(region: \"Europe\") { total } } } }"))
                .isEqualTo(2);
        assertThat(statements("{ events(first: 50) { nodes { tally(region: \"Asia\", bloc: \"UN\") { total } } } }"))
                .isEqualTo(3);
    }

    /** One asks whether the countries have few stances, because a list of few events is read otherwise. */
    @Test
    void eventsOnWhichCountriesTookPositionsTakeTwoStatements() {
        assertThat(statements("{ events(filter: {stancesOf: [\"RU\", \"AF\"]}) { nodes { slug } } }"))
                .isEqualTo(2);
        assertThat(statements("{ topics { nodes { events(filter: {stancesOf: [\"RU\"]}) { nodes { slug } } } } }"))
                .isEqualTo(2);
    }

    @Test
    void allListsOfACountryTakeOneStatementEach() {
        String query = """
                { countries(first: 100) { nodes { name successors { code } predecessors { code } blocs { code }
                  events { nodes { title } } stances { nodes { position } }
                  positionOn(topic: "taliban-recognition") { position } } } }
                """;
        assertThat(statements(query)).isEqualTo(5);
    }

    @Test
    void predecessorsTakeNoFurtherStatement() {
        String query = """
                { countries(first: 100) { nodes { seatPredecessors { code }
                  stances(filter: {includePredecessors: %1$s}) { totalCount nodes { position } }
                  positionOn(topic: "bulk", includePredecessors: %1$s) { position } } } }
                """;
        assertThat(statements(query.formatted(false))).isEqualTo(4);
        assertThat(statements(query.formatted(true))).isEqualTo(4);
    }

    /** PostgreSQL has planned it already, and nothing changes for lists without predecessors. */
    @Test
    void predecessorsAreReadByTheSameStatement() {
        String query =
                "{ countries { nodes { stances(filter: {includePredecessors: %s}) { totalCount nodes { act } } } } }";
        GraphqlClient.data(query.formatted(false));
        long different = BulkRecord.number(DIFFERENT_STATEMENTS);
        GraphqlClient.data(query.formatted(true));
        assertThat(BulkRecord.number(DIFFERENT_STATEMENTS)).isEqualTo(different);
    }

    @Test
    void changesTakeOneStatementAndThoseOfTheirObjects() {
        assertThat(statements("{ changes(first: 100) { nodes { kind nodeId at by reason } } }"))
                .isOne();
        assertThat(statements("{ changes(first: 100) { nodes { node { id } fields { name after } } } }"))
                .as("countries are in memory; their versions are compared")
                .isLessThanOrEqualTo(3);
    }

    @Test
    void whatCitesSourcesTakesOneStatementEach() {
        assertThat(statements("{ sources(first: 40) { nodes { title events { nodes { slug } }"
                        + " stances { nodes { position country { code } } } } } }"))
                .isEqualTo(3);
        assertThat(statements("{ sources(first: 40, publisher: \"Bulk Wire\", search: \"source\") { totalCount"
                        + " nodes { events { totalCount nodes { slug } } stances { totalCount nodes { act } } } } }"))
                .isEqualTo(6);
    }

    /** The keys of the stances that a selective condition leaves, if they are few. An event has only a few anyway. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "search: \"bulk\"",
                "publishers: [\"Bulk Wire\"]",
                "recorded: { from: \"2000-01-01T00:00:00Z\" }",
                "revised: { to: \"2000-01-01T00:00:00Z\" }",
                "search: \"bulk\", publishers: [\"Bulk Wire\"], recorded: { from: \"2000-01-01T00:00:00Z\" }"
            })
    void aSelectiveFilterOfStancesTakesOneStatementMore(String filter) {
        String stances = " { stances(filter: { %s }) { nodes { act } } }".formatted(filter);
        assertThat(statements(stances)).isEqualTo(2);
        assertThat(statements("{ countries { nodes " + stances + " } }")).isEqualTo(3);
        assertThat(statements("{ events { nodes " + stances + " } }")).isEqualTo(2);
    }

    @Test
    void otherFiltersOfStancesTakeNoFurtherStatement() {
        assertThat(statements("{ stances(filter: { confidences: [REPORTED], regions: [\"Asia\"], recorded: {} },"
                        + " orderBy: REVISED_DESC) { nodes { act } } }"))
                .isEqualTo(1);
    }

    @Test
    void aCountryTakesNoStatement() {
        assertThat(statements("{ country(code: \"RU\") { name flag region successors { name } } }"))
                .isZero();
    }

    @Test
    void aTotalIsCountedOnlyIfItIsRequested() {
        assertThat(statements("{ events { pageInfo { hasNextPage } } }")).isEqualTo(1);
        assertThat(statements("{ events { totalCount pageInfo { hasNextPage } } }"))
                .isEqualTo(2);
        assertThat(statements("{ events { nodes { stances { totalCount nodes { act } } } } }"))
                .isEqualTo(3);
    }

    @Test
    void aliasesWithTheSameArgumentsAreReadOnce() {
        assertThat(statements("{ events { nodes { a: stances(first: 3) { nodes { act } } b: stances(first: 3) {"
                        + " nodes { position } } c: stances(first: 4) { nodes { act } } } } }"))
                .isEqualTo(3);
    }

    @Test
    void anAlignmentTakesOneStatementForAnyNumberOfEvents() {
        GraphqlClient.data("{ alignment(country: \"RU\", with: \"CN\") { score } }");
        assertThat(statements("{ alignment(country: \"RU\", with: \"CN\") { score with { name } } }"))
                .isEqualTo(1);
        assertThat(statements("{ countries { nodes { alignments { totalCount nodes { score with { code } } } } } }"))
                .isEqualTo(2);
        assertThat(statements("{ blocs { nodes { cohesion(filter: { topics: [\"bulk\"] }) } } }"))
                .isEqualTo(3);
        assertThat(statements(
                        "{ countries { nodes { alignments(filter: { includePredecessors: true }) { totalCount } } } }"))
                .isEqualTo(2);
    }

    /** The first read has started before the other fields need one; they share the next. */
    @Test
    void anyNumberOfParallelAlignmentsTakesTwoStatements() {
        String pairs = """
                { a: alignment(country: "RU", with: "CN") { score } b: alignment(country: "RU", with: "PK") { score }
                  c: alignment(country: "AF", with: "US") { score } d: alignment(country: "AF", with: "RU") { score } }
                """;
        String lists = """
                { country(code: "RU") { a: alignments { totalCount } b: alignments(first: 1) { totalCount }
                  c: alignments(filter: { contested: true }) { totalCount } } }
                """;
        GraphqlClient.data(pairs);
        assertThat(statements(pairs)).isEqualTo(2);
        assertThat(statements(lists)).isEqualTo(2);
    }

    private static long statements(String query) {
        return StatementCounter.during(() -> GraphqlClient.data(query));
    }
}
