package org.demarche.stance;

import java.time.LocalDate;
import java.util.EnumSet;

import org.demarche.country.CountryDirectory;
import org.demarche.database.sql.Sql;
import org.demarche.graphql.schema.DateRange;
import org.demarche.graphql.schema.TimeRange;
import org.demarche.model.BlocCode;
import org.demarche.model.SearchText;
import org.demarche.model.Slug;

/**
 * The SQL condition of a filter on stances. The statement must use the alias "s" for stances.
 *
 * <p>Slugs and codes are looked up once, into an array: the planner would estimate a join by the average number of
 * stances per event, topic or bloc, which is wrong for nearly all of them.
 */
final class StanceFilterSql {

    static final String IN_FORCE = " and s.since_day <= ? and s.until_day > ?";

    private StanceFilterSql() {}

    /** @param day the day of the list; null for a list that is not about a single day */
    static Sql of(StanceFilter filter, LocalDate day, CountryDirectory countries) {
        Sql where = conditions(filter, day, countries);
        if (filter.publishers() == null) {
            return where;
        }
        // Two planner fences: "offset 0", so that each stance is looked at by itself and the list remains in its order,
        // and "is true", so that the sources are selected once.
        return where.add(" and exists (select from stance_source fs where fs.stance_id = s.id and (fs.source_id in (")
                .add(sourcesOfPublishers(filter))
                .add(")) is true offset 0)");
    }

    /** For reading all stances that meet the filter: those of its publishers are selected once. */
    static Sql ofAll(StanceFilter filter, CountryDirectory countries) {
        Sql where = conditions(filter, null, countries);
        if (filter.publishers() == null) {
            return where;
        }
        return where.add(
                        " and s.id = any(array(select fs.stance_id from stance_source fs where fs.source_id = any(array(")
                .add(sourcesOfPublishers(filter))
                .add("))))");
    }

    private static Sql conditions(StanceFilter filter, LocalDate day, CountryDirectory countries) {
        Sql where = new Sql();
        if (filter.countries() != null) {
            where.add(" and s.country_id = any(?)", (Object) countryKeys(filter, countries));
        }
        if (filter.regions() != null) {
            where.add(" and s.country_id = any(?)", (Object) countries.keysOfRegions(filter.regions()));
        }
        if (filter.events() != null) {
            where.add(" and s.event_id = any(array(").add(events(filter)).add("))");
        }
        if (filter.topics() != null) {
            where.add(" and s.event_id = any(array(")
                    .add(eventsOfTopics(filter))
                    .add("))");
        }
        where.addNames(filter.positions(), " and s.position = any(?)");
        where.addNames(filter.acts(), " and s.act = any(?)");
        where.addNames(filter.confidences(), " and s.confidence = any(?)");
        indexed(where, filter);
        if (filter.since() != null) {
            DateRange since = filter.since().checked("filter.since");
            where.addIf(since.from(), " and s.since_day >= ?").addIf(since.to(), " and s.since_day <= ?");
        }
        if (filter.inForceOn() != null) {
            where.add(IN_FORCE, filter.inForceOn(), filter.inForceOn());
        }
        evidence(where, filter);
        return filter.blocs() == null ? where : inBlocs(where, filter, day);
    }

    private static void evidence(Sql where, StanceFilter filter) {
        within(where, filter.recorded(), "filter.recorded", "s.recorded_at");
        within(where, filter.revised(), "filter.revised", "s.revised_at");
        if (filter.search() != null) {
            where.add(" and ").add(withWords("s", filter));
        }
    }

    /** The keys of the sources of the publishers that the filter names. */
    static Sql sourcesOfPublishers(StanceFilter filter) {
        String[] names = filter.publishers().stream().map(String::strip).toArray(String[]::new);
        return Sql.of(
                "select fo.id from source fo where folded(fo.publisher) = any(array(select folded(name)"
                        + " from unnest(?::text[]) name))",
                (Object) names);
    }

    /** Restricts the column to the span. */
    static Sql within(Sql where, TimeRange range, String argument, String column) {
        if (range == null) {
            return where;
        }
        TimeRange span = range.checked(argument);
        return where.addIf(span.from(), " and " + column + " >= ?").addIf(span.to(), " and " + column + " < ?");
    }

    /** The condition that the stance has the words of the filter. Its first part is that of the index on words. */
    static Sql withWords(String stance, StanceFilter filter) {
        return Sql.of(
                "(%1$s.quote is not null or %1$s.summary is not null or %1$s.speaker is not null)".formatted(stance)
                        + " and stance_words(%1$s.quote, %1$s.summary, %1$s.speaker)".formatted(stance)
                        + " @@ (select websearch_to_tsquery('demarche_text', searchable(?)))",
                SearchText.checked("filter.search", filter.search()));
    }

    /** Repeats conditions literally, as in the partial indexes on rare values: the planner cannot match a bound value. */
    private static void indexed(Sql where, StanceFilter filter) {
        if (filter.acts() != null && !filter.acts().contains(Act.VOTE)) {
            where.add(" and s.act <> 'VOTE'");
        }
        if (filter.positions() != null
                && EnumSet.of(Position.PARTLY_SUPPORTS, Position.PARTLY_OPPOSES).containsAll(filter.positions())) {
            where.add(" and s.position in ('PARTLY_SUPPORTS', 'PARTLY_OPPOSES')");
        }
        if (filter.confidences() != null && !filter.confidences().contains(Confidence.CONFIRMED)) {
            where.add(" and s.confidence <> 'CONFIRMED'");
        }
    }

    /** The keys of the countries that the filter names. */
    static Sql countries(StanceFilter filter, CountryDirectory countries) {
        return Sql.of("select distinct unnest(?::bigint[])", (Object) countryKeys(filter, countries));
    }

    /** The keys of the countries in the regions that the filter names. */
    static Sql countriesOfRegions(StanceFilter filter, CountryDirectory countries) {
        return Sql.of("select unnest(?::bigint[])", (Object) countries.keysOfRegions(filter.regions()));
    }

    /** Each of the countries with each of the positions that the filter names. */
    static Sql countriesAndPositions(StanceFilter filter, CountryDirectory countries) {
        return Sql.of("select distinct c.id, p.name from unnest(?::bigint[]) as c(id)", (Object)
                        countryKeys(filter, countries))
                .addNames(filter.positions(), ", unnest(?::text[]) as p(name)");
    }

    private static Long[] countryKeys(StanceFilter filter, CountryDirectory countries) {
        return filter.withPredecessors()
                ? countries.keysWithPredecessors("filter.countries", filter.countries())
                : countries.keys("filter.countries", filter.countries());
    }

    /** The keys of the events that the filter names. */
    static Sql events(StanceFilter filter) {
        return Sql.of("select fe.id from event fe where fe.slug = any(?)", (Object)
                Slug.checked("filter.events", filter.events()));
    }

    /** The keys of the events of the topics that the filter names. */
    static Sql eventsOfTopics(StanceFilter filter) {
        return Sql.of(
                "select distinct ft.event_id from event_topic ft join topic t on t.id = ft.topic_id"
                        + " where t.slug = any(?)",
                (Object) Slug.checked("filter.topics", filter.topics()));
    }

    /** The keys of all present and former members of the blocs that the filter names. */
    static Sql everMembers(StanceFilter filter) {
        return everMembers(BlocCode.checked("filter.blocs", filter.blocs()));
    }

    private static Sql everMembers(String[] codes) {
        return Sql.of(
                "select distinct fm.country_id from membership fm join bloc fb on fb.id = fm.bloc_id"
                        + " where fb.code = any(?)",
                (Object) codes);
    }

    private static Sql inBlocs(Sql where, StanceFilter filter, LocalDate day) {
        LocalDate asked = filter.inForceOn() == null ? day : filter.inForceOn();
        return inBlocs(where, BlocCode.checked("filter.blocs", filter.blocs()), asked);
    }

    /**
     * Restricts the stances "s" to members of the blocs.
     *
     * @param day null for the first day of each stance
     */
    static Sql inBlocs(Sql where, String[] codes, LocalDate day) {
        if (day != null) {
            return members(where, codes, day);
        }
        // "offset 0": otherwise all members may be compared with all stances.
        return where.add(" and s.country_id = any(array(")
                .add(everMembers(codes))
                .add(
                        ")) and exists (select from membership m where m.country_id = s.country_id"
                                + " and m.bloc_id = any(array(select b.id from bloc b where b.code = any(?)))"
                                + " and m.from_day <= s.since_day and m.until_day > s.since_day offset 0)",
                        (Object) codes);
    }

    private static Sql members(Sql where, String[] blocs, LocalDate day) {
        return where.add(
                " and s.country_id = any(array(select m.country_id from membership m join bloc b on b.id = m.bloc_id"
                        + " where b.code = any(?) and m.from_day <= ? and m.until_day > ?))",
                blocs,
                day,
                day);
    }
}
