package org.demarche.stance;

import java.util.ArrayList;
import java.util.List;

import org.demarche.database.sql.Sql;
import org.demarche.graphql.schema.TimeRange;

/**
 * Finds the stances that a condition of a filter leaves, if they are few. The planner cannot know that: a publisher may have
 * one stance or nearly all, and so may a span of time. A few are read by their keys and sorted; from many, the list is
 * read in its order until the page is full.
 */
final class SelectiveFilterSql {

    /** Reading and sorting that many takes some milliseconds. */
    private static final int FEW = 5000;

    private SelectiveFilterSql() {}

    /**
     * The statement that selects the keys that the most selective condition leaves, as one array; no row if each leaves many.
     * Null if the filter has no such condition.
     */
    static Sql of(StanceFilter filter, StanceOrder order) {
        List<Sql> conditions = conditions(filter, order);
        if (conditions.isEmpty()) {
            return null;
        }
        Sql sql = new Sql();
        for (Sql condition : conditions) {
            sql.add(sql.text().isEmpty() ? "select few.keys from (" : " union all ")
                    .add("select case when count(*) <= " + FEW
                            + " then coalesce(array_agg(x.id), '{}') end as keys from (")
                    .add(condition)
                    .add(" limit " + (FEW + 1) + ") x");
        }
        return sql.add(") few where few.keys is not null order by cardinality(few.keys) limit 1");
    }

    /** Each condition as a statement that selects keys of stances, sorted only so that it is read by its index. */
    private static List<Sql> conditions(StanceFilter filter, StanceOrder order) {
        List<Sql> conditions = new ArrayList<>();
        if (filter.search() != null) {
            conditions.add(Sql.of("select w.id from stance w where ").add(StanceFilterSql.withWords("w", filter)));
        }
        if (filter.publishers() != null) {
            conditions.add(Sql.of("select c.stance_id as id from unnest(array(")
                    .add(StanceFilterSql.sourcesOfPublishers(filter))
                    .add(")) k(source_id) cross join lateral (select ss.stance_id from stance_source ss"
                            + " where ss.source_id = k.source_id offset 0) c"));
        }
        if (isBounded(filter.recorded())) {
            conditions.add(within(filter.recorded(), "filter.recorded", "r.recorded_at"));
        }
        // A list by revision is read by the index that finds the span.
        if (isBounded(filter.revised()) && !order.byRevision()) {
            conditions.add(within(filter.revised(), "filter.revised", "r.revised_at"));
        }
        // No index has the stances of an event by revision.
        if (filter.topics() != null && order.byRevision()) {
            conditions.add(Sql.of("select t.id from (")
                    .add(StanceFilterSql.eventsOfTopics(filter))
                    .add(") e(id) cross join lateral (select s.id from stance s where s.event_id = e.id offset 0) t"));
        }
        return conditions;
    }

    private static boolean isBounded(TimeRange range) {
        return range != null && (range.from() != null || range.to() != null);
    }

    private static Sql within(TimeRange range, String argument, String column) {
        return StanceFilterSql.within(Sql.of("select r.id from stance r where true"), range, argument, column)
                .add(" order by " + column);
    }
}
