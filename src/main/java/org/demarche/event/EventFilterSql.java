package org.demarche.event;

import org.demarche.country.CountryDirectory;
import org.demarche.database.sql.Sql;
import org.demarche.graphql.schema.DateRange;
import org.demarche.graphql.schema.IntRange;
import org.demarche.graphql.schema.TimeRange;
import org.demarche.model.SearchText;
import org.demarche.model.Slug;
import org.demarche.model.SymbolArgument;

/**
 * The SQL condition of a filter on events. The statement must use the alias "e" for events.
 *
 * <p>Topics, participants and symbols are looked up once, into an array: the planner would estimate a join by the average per
 * topic. Ranges always have two ends: with one end, the planner expects a third of all rows in it.
 */
final class EventFilterSql {

    private EventFilterSql() {}

    /**
     * @param order the order of the list, for the index that it is read by
     * @param fewStances whether the countries of "stancesOf" have so few stances that these are read rather than the events in
     *     their order
     */
    static Sql of(EventFilter filter, EventOrder order, boolean fewStances, CountryDirectory countries) {
        Sql where = new Sql();
        addNames(where, filter);
        where.addNames(filter.kinds(), " and e.kind = any(?)");
        where.addNames(filter.statuses(), " and e.status = any(?)");
        if (filter.topics() != null) {
            where.add(
                    " and e.id = any(array(select ft.event_id from event_topic ft join topic t on t.id = ft.topic_id"
                            + " where t.slug = any(?)))",
                    (Object) Slug.checked("filter.topics", filter.topics()));
        }
        addCountries(where, filter, fewStances, countries);
        if (filter.date() != null) {
            DateRange date = filter.date().checked("filter.date");
            where.addIf(date.from(), " and e.day >= ?").addIf(date.to(), " and e.day <= ?");
        }
        addMargin(where, filter.margin(), order);
        addTime(where, "e.recorded_at", filter.recorded(), "filter.recorded");
        addTime(where, "e.revised_at", filter.revised(), "filter.revised");
        addSearch(where, filter.search());
        return where;
    }

    private static void addSearch(Sql where, String search) {
        if (search != null) {
            where.add(
                    " and (e.search @@ (select websearch_to_tsquery('demarche_text', searchable(?)))",
                    SearchText.checked("filter.search", search));
            SymbolArgument.canonical(search).ifPresent(symbol -> where.add(" or e.id = event_of_symbol(?)", symbol));
            where.add(")");
        }
    }

    /** Selects whether the countries of "stancesOf" have few stances. */
    static Sql hasFewStances(EventFilter filter, CountryDirectory countries) {
        return Sql.of("select not exists (select from stance s where s.country_id = any(?) offset 4000)", (Object)
                countries.keys("filter.stancesOf", filter.stancesOf()));
    }

    private static void addNames(Sql where, EventFilter filter) {
        if (filter.slugs() != null) {
            String[] slugs = Slug.checked("filter.slugs", filter.slugs());
            where.add(
                    " and e.id = any(array(select id from event where slug = any(?) union select event_id from event_alias"
                            + " where scheme = 'slug' and value = any(?)))",
                    slugs,
                    slugs);
        }
        if (filter.symbols() != null) {
            where.add(" and e.id = any(array(select event_of_symbol(w) from unnest(?::text[]) w))", (Object)
                    SymbolArgument.checked("filter.symbols", filter.symbols()));
        }
    }

    private static void addCountries(Sql where, EventFilter filter, boolean fewStances, CountryDirectory countries) {
        if (filter.participants() != null) {
            where.add(
                    " and e.id = any(array(select fp.event_id from participation fp where fp.country_id = any(?)))",
                    (Object) countries.keys("filter.participants", filter.participants()));
        }
        if (filter.stancesOf() != null) {
            String ofCountries = " s.country_id = any(?) and s.position <> 'ABSENT'";
            where.add(
                    fewStances
                            ? " and e.id = any(array(select s.event_id from stance s where" + ofCountries + "))"
                            : " and exists (select from stance s where s.event_id = e.id and" + ofCountries + ")",
                    (Object) countries.keys("filter.stancesOf", filter.stancesOf()));
        }
    }

    /** The outermost numbers stand for no margin. */
    private static void addMargin(Sql where, IntRange margin, EventOrder order) {
        if (margin != null) {
            IntRange range = margin.checked("filter.margin");
            int from = range.from() == null ? -Integer.MAX_VALUE : range.from();
            int to = range.to() == null ? Integer.MAX_VALUE : range.to();
            where.add(
                    " and " + order.marginSql() + " between ? and ?",
                    Math.max(from, 1 - Integer.MAX_VALUE),
                    Math.min(to, Integer.MAX_VALUE - 1));
        }
    }

    private static void addTime(Sql where, String column, TimeRange time, String argument) {
        if (time != null) {
            TimeRange range = time.checked(argument);
            where.add(
                    " and " + column + " >= coalesce(?::timestamptz, '-infinity') and " + column
                            + " < coalesce(?::timestamptz, 'infinity')",
                    range.from(),
                    range.to());
        }
    }
}
