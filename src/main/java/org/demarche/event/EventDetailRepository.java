package org.demarche.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.Sql;

/** Reads what belongs to events: other events that they are linked to, and who took part. */
@Singleton
public class EventDetailRepository {

    private final ReadSession session;
    private final CountryDirectory countries;

    EventDetailRepository(ReadSession session, CountryDirectory countries) {
        this.session = session;
        this.countries = countries;
    }

    /** The events that led to each event, by event. */
    Uni<Map<Long, List<Event>>> causes(Collection<Long> events) {
        return linked("effect_id", "cause_id", events);
    }

    /** The events that each event led to, by event. */
    Uni<Map<Long, List<Event>>> effects(Collection<Long> events) {
        return linked("cause_id", "effect_id", events);
    }

    /** By event, in the order of the record. */
    Uni<Map<Long, List<Participation>>> participations(Collection<Long> events) {
        Sql sql = Sql.of(
                "select p.event_id as parent, p.country_id, p.role from participation p where p.event_id = any(?)"
                        + " order by p.ordinal",
                (Object) events.toArray(Long[]::new));
        return countries.with(() -> session.listByParent(
                sql,
                row -> new Participation(
                        countries.get(row.getLong("country_id")), ParticipantRole.valueOf(row.getString("role")))));
    }

    private Uni<Map<Long, List<Event>>> linked(String from, String to, Collection<Long> events) {
        return session.listByParent(
                Sql.of(
                        "select %s, l.%s as parent from event_link l join event e on e.id = l.%s where l.%s = any(?)"
                                        .formatted(Event.COLUMNS.all().sql(), from, to, from)
                                + " order by e.day, e.id",
                        (Object) events.toArray(Long[]::new)),
                Event::readAll);
    }
}
