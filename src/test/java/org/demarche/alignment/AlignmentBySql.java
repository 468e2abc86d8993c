package org.demarche.alignment;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.vertx.core.json.JsonObject;
import org.assertj.core.data.Offset;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares alignments with the results of plain SQL statements, for any content of the database. */
public final class AlignmentBySql {

    private static final Offset<Double> NEARLY = Offset.offset(1e-9);

    /** The positions that count by a filter, computed independently of the service's implementation. */
    private static final String POSITIONS = """
            with recursive seat (holder, member, place) as (
                select id, id, 0 from country
                union all
                select seat.holder, s.predecessor_id, seat.place + 1
                from seat join country_succession s on s.successor_id = seat.member and s.continues_seat where %5$s
            ), own as (
                select s.event_id, s.country_id, w.weight, s.id
                from stance s
                join (values ('SUPPORTS', 1.0), ('PARTLY_SUPPORTS', 0.5), ('NEUTRAL', 0.0), ('PARTLY_OPPOSES', -0.5),
                    ('OPPOSES', -1.0)) w (position, weight) on w.position = s.position
                where not exists (select from stance later
                    where later.event_id = s.event_id and later.country_id = s.country_id
                        and (later.since_day, later.id) > (s.since_day, s.id))
            ), position as (
                select distinct on (event_id, holder) event_id, holder as country_id, weight, own.id
                from own join seat on seat.member = own.country_id order by event_id, holder, place
            ), counted as (
                select e.id from event e where %1$s
                    and (not %2$s or e.id in (select event_id from own group by 1 having count(distinct weight) > 1))
            )
            """;

    /** Every pair that a filter selects. */
    private static final String PAIRS = POSITIONS + """
            select a.country_id as one, b.country_id as other, avg(1 - abs(a.weight - b.weight) / 2)::float8 as score,
                count(*)::int as common, count(*) filter (where a.weight = b.weight)::int as same,
                count(*) filter (where abs(a.weight - b.weight) = 2)::int as opposite
            from position a join position b on b.event_id = a.event_id
            where a.event_id in (select id from counted) and %3$s
            group by 1, 2 having count(*) >= %4$d
            """;

    /** The events of two countries, newest first, as the text that is made of them in {@link #assertComparisons}. */
    private static final String COMPARISONS = POSITIONS + """
            select concat_ws(' ', e.slug, ca.code, sa.position, cb.code, sb.position,
                    (100 - 50 * abs(a.weight - b.weight))::int)
            from position a join position b on b.event_id = a.event_id join event e on e.id = a.event_id
                join stance sa on sa.id = a.id join country ca on ca.id = sa.country_id
                join stance sb on sb.id = b.id join country cb on cb.id = sb.country_id
            where a.event_id in (select id from counted) and %3$s and %4$d > 0
            order by e.day desc, e.id desc
            """;

    private AlignmentBySql() {}

    /**
     * A filter in GraphQL and SQL.
     *
     * @param graphql the fields besides contested and minimumCommon
     * @param sql the same condition on an event with the alias "e"
     */
    public record Filter(
            String graphql, String sql, boolean contested, int minimumCommon, boolean includePredecessors) {

        public static final Filter ALL = new Filter("", "true", false, 1, false);

        public static Filter topic(String slug) {
            return new Filter(
                    "topics: [\"" + slug + "\"]",
                    "e.id in (select event_id from event_topic where topic_id = (select id from topic where slug = '"
                            + slug + "'))",
                    false,
                    1,
                    false);
        }

        public static Filter dates(String from, String to) {
            return new Filter(
                    "date: {from: \"%s\", to: \"%s\"}".formatted(from, to),
                    "e.day between '%s' and '%s'".formatted(from, to),
                    false,
                    1,
                    false);
        }

        public Filter contestedOnly() {
            return new Filter(graphql, sql, true, minimumCommon, includePredecessors);
        }

        public Filter withMinimum(int common) {
            return new Filter(graphql, sql, contested, common, includePredecessors);
        }

        public Filter withPredecessors() {
            return new Filter(graphql, sql, contested, minimumCommon, true);
        }

        private String pairs(String condition) {
            return in(PAIRS, condition);
        }

        private String in(String statement, String condition) {
            return statement.formatted(sql, contested, condition, minimumCommon, includePredecessors);
        }

        private String input() {
            return "filter: {%s contested: %s, minimumCommon: %d, includePredecessors: %s}"
                    .formatted(graphql.isEmpty() ? "" : graphql + ",", contested, minimumCommon, includePredecessors);
        }
    }

    private record Numbers(double score, int common, int same, int opposite) {}

    /** Checks the list of all others page by page, in its order, and some of them as pairs. Returns their number. */
    public static int assertCountry(String code, Filter filter) {
        Map<String, Numbers> expected = others(code, filter);
        List<Map<String, Object>> nodes = new ArrayList<>();
        String after = "null";
        ResponseJson page;
        do {
            page = GraphqlClient.data(
                            "{ country(code: \"%s\") { alignments(%s, first: 100, after: %s) { totalCount pageInfo { hasNextPage endCursor } nodes { with { code } score common same opposite } } } }"
                                    .formatted(code, filter.input(), after))
                    .at("data.country.alignments");
            nodes.addAll(page.getList("nodes"));
            after = "\"" + page.getString("pageInfo.endCursor") + "\"";
        } while (page.getBoolean("pageInfo.hasNextPage"));
        assertThat(page.getInt("totalCount")).isEqualTo(expected.size());
        assertThat(nodes).hasSameSizeAs(expected.keySet());
        double last = 1;
        for (Map<String, Object> node : nodes) {
            String other = (String) ((Map<?, ?>) node.get("with")).get("code");
            assertNumbers(code + " " + other + " " + filter, node, expected.get(other));
            double score = ((Number) node.get("score")).doubleValue();
            assertThat(score).isLessThanOrEqualTo(last);
            last = score;
        }
        expected.keySet().stream().limit(3).forEach(other -> assertPair(code, other, filter, expected.get(other)));
        return nodes.size();
    }

    private static void assertPair(String one, String other, Filter filter, Numbers expected) {
        Map<String, Object> found = GraphqlClient.data(
                        "{ alignment(country: \"%s\", with: \"%s\", %s) { score common same opposite } }"
                                .formatted(other, one, filter.input()))
                .getMap("alignment");
        assertNumbers(other + " " + one + " " + filter, found, expected);
    }

    /** Checks the list of all common events, however few, page by page. Returns their number. */
    public static int assertComparisons(String one, String other, Filter selected) {
        Filter filter = selected.withMinimum(1);
        List<String> found = new ArrayList<>();
        String after = "null";
        ResponseJson page;
        do {
            page = GraphqlClient.data(
                            "{ alignment(country: \"%s\", with: \"%s\", %s) { comparisons(first: 30, after: %s) { totalCount pageInfo { hasNextPage endCursor } nodes { score event { slug } stance { country { code } position } with { country { code } position } } } } }"
                                    .formatted(one, other, filter.input(), after))
                    .at("data.alignment.comparisons");
            page.<Map<String, Object>>getList("nodes").forEach(node -> found.add(text(node)));
            after = "\"" + page.getString("pageInfo.endCursor") + "\"";
        } while (page.getBoolean("pageInfo.hasNextPage"));
        String condition =
                "a.country_id = (select id from country where code = '%s') and b.country_id = (select id from country where code = '%s')"
                        .formatted(one, other);
        assertThat(found).isEqualTo(rows(filter.in(COMPARISONS, condition), row -> row.getString(1)));
        assertThat(page.getInt("totalCount")).isEqualTo(found.size());
        return found.size();
    }

    private static String text(Map<String, Object> comparison) {
        ResponseJson node = ResponseJson.of(new JsonObject(comparison).encode());
        return String.join(
                " ",
                node.getString("event.slug"),
                node.getString("stance.country.code"),
                node.getString("stance.position"),
                node.getString("with.country.code"),
                node.getString("with.position"),
                Long.toString(Math.round(100 * node.getDouble("score"))));
    }

    private static void assertNumbers(String what, Map<String, Object> found, Numbers expected) {
        assertThat(expected).as(what).isNotNull();
        assertThat(((Number) found.get("score")).doubleValue()).as(what).isCloseTo(expected.score, NEARLY);
        assertThat(List.of(found.get("common"), found.get("same"), found.get("opposite")))
                .as(what)
                .isEqualTo(List.of(expected.common, expected.same, expected.opposite));
    }

    /** Returns the cohesion; null without a pair. */
    public static Double assertCohesion(String bloc, Filter filter) {
        String members = "(select country_id from membership m join bloc b on b.id = m.bloc_id where b.code = '%s'"
                        .formatted(bloc)
                + " and m.from_day <= current_date and m.until_day > current_date)";
        String condition =
                "a.country_id < b.country_id and a.country_id in " + members + " and b.country_id in " + members;
        Double expected = rows(
                        "select avg(score) from (" + filter.pairs(condition) + ") p",
                        row -> row.getObject(1, Double.class))
                .get(0);
        Number found = GraphqlClient.data("{ bloc(code: \"%s\") { cohesion(%s) } }".formatted(bloc, filter.input()))
                .get("bloc.cohesion");
        if (expected == null) {
            assertThat(found).isNull();
        } else {
            assertThat(found.doubleValue()).as(bloc + " " + filter).isCloseTo(expected, NEARLY);
        }
        return expected;
    }

    private static Map<String, Numbers> others(String code, Filter filter) {
        String condition = "a.country_id = (select id from country where code = '%s') and b.country_id <> a.country_id"
                        .formatted(code)
                + " and not (%s and b.country_id in (select predecessor_id from country_succession where continues_seat))"
                        .formatted(filter.includePredecessors);
        Map<String, Numbers> others = new TreeMap<>();
        rows(
                "select c.code, p.* from (" + filter.pairs(condition) + ") p join country c on c.id = p.other",
                row -> others.put(
                        row.getString("code"),
                        new Numbers(
                                row.getDouble("score"),
                                row.getInt("common"),
                                row.getInt("same"),
                                row.getInt("opposite"))));
        return others;
    }

    private interface Read<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(String sql, Read<T> read) {
        try (Connection connection = BulkRecord.connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(read.of(result));
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
