package org.demarche.stance;

import java.time.Clock;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.demarche.country.Country;
import org.demarche.country.CountryDirectory;
import org.demarche.database.sql.TransactionSql;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.model.PartialDate;

/**
 * What mutations need of a stance beside its columns. Call everything inside a transaction. Lock the event before writing a
 * stance on it: so the stances on it stay as they were read.
 */
@Singleton
class StanceWriteRepository implements PanacheRepositoryBase<Stance, Long> {

    /** An event that nobody else writes until the transaction ends. */
    record LockedEvent(long key, PartialDate date) {}

    /** A stance, and its event, that nobody else writes until the transaction ends. */
    record LockedStance(Stance stance, LockedEvent event) {}

    private final CountryDirectory countries;
    private final Clock clock;

    StanceWriteRepository(CountryDirectory countries, Clock clock) {
        this.countries = countries;
        this.clock = clock;
    }

    /** The event that has the slug, or had it. Null for an unknown slug. */
    Uni<LockedEvent> lockEvent(String slug) {
        return TransactionSql.rows("""
                        select e.id, cast(e.date as text) from event e where e.id = coalesce(
                            (select id from event where slug = ?1),
                            (select event_id from event_alias where scheme = 'slug' and value = ?1))
                        for no key update of e""", slug).map(rows -> rows.isEmpty() ? null : event((Object[]) rows.get(0)));
    }

    /** Null for an unknown id. */
    Uni<LockedStance> lock(GlobalId id) {
        return key(id).chain(key -> key == null ? Uni.createFrom().nullItem() : lock(key));
    }

    private Uni<LockedStance> lock(long key) {
        return TransactionSql.rows("""
                        select e.id, cast(e.date as text) from event e
                        where e.id = (select event_id from stance where id = ?1) for no key update of e""", key)
                .chain(events ->
                        events.isEmpty() ? Uni.createFrom().nullItem() : lock(key, event((Object[]) events.get(0))));
    }

    private Uni<LockedStance> lock(long key, LockedEvent event) {
        return findById(key, LockModeType.PESSIMISTIC_WRITE)
                .chain(this::complete)
                .map(stance -> stance == null ? null : new LockedStance(stance, event));
    }

    private static LockedEvent event(Object[] row) {
        return new LockedEvent((Long) row[0], PartialDate.recorded((String) row[1]));
    }

    private Uni<Long> key(GlobalId id) {
        if (id.name() == null) {
            return Uni.createFrom().item(id.key());
        }
        Optional<StanceName> name = StanceName.parse(id.name());
        return name.isEmpty() ? Uni.createFrom().nullItem() : key(name.get());
    }

    /** By the name that it had at first, else by the country and day that it has now. */
    private Uni<Long> key(StanceName name) {
        long country = countries.find(name.country()).map(Country::key).orElse(0L);
        return TransactionSql.rows(
                        """
                        select s.id from stance s where s.event_id = event_named(?1)
                        and (s.global_name = ?2 or s.country_id = ?3 and s.since_day = cast(cast(?4 as text) as date))
                        order by s.global_name is not distinct from ?2 desc limit 1""",
                        name.event(),
                        name.onEvent(),
                        country,
                        name.firstDay().toString())
                .map(keys -> keys.isEmpty() ? null : (Long) keys.get(0));
    }

    /** @param except a stance that does not count; null for none */
    Uni<CountryStances> ofCountry(LockedEvent event, long country, Stance except) {
        return list("eventKey = ?1 and countryKey = ?2", event.key(), country)
                .map(stances -> new CountryStances(
                        stances.stream().filter(stance -> stance != except).toList(), event));
    }

    /** With its name and its country. Null for null. */
    Uni<Stance> complete(Stance stance) {
        return stance == null
                ? Uni.createFrom().nullItem()
                : TransactionSql.rows("""
                                select coalesce(e.global_name, e.slug), s.global_name
                                from stance s join event e on e.id = s.event_id where s.id = ?1""", stance.key()).map(rows -> {
                    Object[] names = (Object[]) rows.get(0);
                    return stance.complete((String) names[0], (String) names[1], countries.get(stance.countryKey));
                });
    }

    /** Ends a stance on the day on which another one begins. */
    void end(Stance stance, PartialDate until) {
        stance.untilText = until.toString();
        stance.reviseIf(true, clock);
    }

    Uni<Void> withdraw(long stance) {
        return TransactionSql.update("delete from stance where id = ?1", stance).replaceWithVoid();
    }
}
