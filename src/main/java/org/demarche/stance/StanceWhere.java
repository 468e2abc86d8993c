package org.demarche.stance;

import java.time.LocalDate;

import org.demarche.country.CountryDirectory;
import org.demarche.database.Sql;
import org.demarche.graphql.scalar.DateRange;
import org.demarche.graphql.scalar.Spelling;

/** What a filter on stances means in SQL, for a stance that the statement calls "s". */
final class StanceWhere {

    static final String IN_FORCE = " and s.since_day <= ? and s.until_day > ?";

    private StanceWhere() {}

    /** @param day the day that the list is about; null when it is about no one day */
    static Sql of(StanceFilter filter, LocalDate day, CountryDirectory countries) {
        Sql where = new Sql();
        if (filter.countries() != null) {
            where.add(" and s.country_id = any(?)", (Object) countries.keys("filter.countries", filter.countries()));
        }
        if (filter.events() != null) {
            where.add(" and s.event_id in (select fe.id from event fe where fe.slug = any(?))", (Object)
                    Spelling.slugs("filter.events", filter.events()));
        }
        if (filter.topics() != null) {
            where.add(
                    " and s.event_id in (select ft.event_id from event_topic ft join topic t on t.id = ft.topic_id"
                            + " where t.slug = any(?))",
                    (Object) Spelling.slugs("filter.topics", filter.topics()));
        }
        where.addNames(filter.positions(), " and s.position = any(?)");
        where.addNames(filter.acts(), " and s.act = any(?)");
        if (filter.since() != null) {
            DateRange since = filter.since().checked("filter.since");
            where.addIf(since.from(), " and s.since_day >= ?").addIf(since.to(), " and s.since_day <= ?");
        }
        if (filter.inForceOn() != null) {
            where.add(IN_FORCE, filter.inForceOn(), filter.inForceOn());
        }
        return filter.blocs() == null ? where : inBlocs(where, filter, day);
    }

    /** Members of the bloc on the day, of those that the statement calls "s". */
    static Sql inBloc(Sql where, String bloc, LocalDate day) {
        return where.add(
                " and s.country_id in (select m.country_id from membership m join bloc b on b.id = m.bloc_id"
                        + " where b.code = ? and m.from_day <= ? and m.until_day > ?)",
                bloc,
                day,
                day);
    }

    private static Sql inBlocs(Sql where, StanceFilter filter, LocalDate day) {
        LocalDate asked = filter.inForceOn() == null ? day : filter.inForceOn();
        String membership = " and exists (select from membership m join bloc b on b.id = m.bloc_id"
                + " where m.country_id = s.country_id and b.code = any(?)";
        Object codes = Spelling.blocCodes("filter.blocs", filter.blocs());
        return asked == null
                ? where.add(membership + " and m.from_day <= s.since_day and m.until_day > s.since_day)", codes)
                : where.add(membership + " and m.from_day <= ? and m.until_day > ?)", codes, asked, asked);
    }
}
