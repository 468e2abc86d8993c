package org.demarche.event;

import java.time.Clock;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.TransactionSql;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.model.PartialDate;

/** What mutations need of an event beside its columns. Call everything inside a transaction. */
@Singleton
class EventWriteRepository implements PanacheRepositoryBase<Event, Long> {

    private final Clock clock;

    EventWriteRepository(Clock clock) {
        this.clock = clock;
    }

    /** Whether an event has the slug or had it, or is named by it in its global id. */
    Uni<Boolean> isTaken(String slug) {
        return TransactionSql.rows("select event_named(?1)", slug).map(keys -> keys.get(0) != null);
    }

    /** The event, which nobody else writes until the transaction ends. Null for an unknown id. */
    Uni<Event> lock(GlobalId id) {
        return key(id).chain(key -> key == null
                ? Uni.createFrom().nullItem()
                : findById(key, LockModeType.PESSIMISTIC_WRITE).chain(this::complete));
    }

    private static Uni<Long> key(GlobalId id) {
        return id.name() == null
                ? Uni.createFrom().item(id.key())
                : TransactionSql.rows("select event_named(?1)", id.name()).map(keys -> (Long) keys.get(0));
    }

    /** With its name and its margin. Null for null. */
    Uni<Event> complete(Event event) {
        return event == null
                ? Uni.createFrom().nullItem()
                : TransactionSql.rows(
                                "select coalesce(global_name, slug), margin from event where id = ?1", event.key())
                        .map(rows -> {
                            Object[] row = (Object[]) rows.get(0);
                            return event.complete((String) row[0], (Integer) row[1]);
                        });
    }

    /** The beginning of a stance on the event that began before the date, whatever both mean. Null if there is none. */
    Uni<String> stanceBefore(long event, PartialDate date) {
        return TransactionSql.rows("""
                        select min(cast(since as text)) from stance where event_id = ?1
                        and since || case length(since) when 4 then '-12-31' when 7 then '-31' else '' end < ?2""", event, date.firstDay().toString()).map(rows -> (String) rows.get(0));
    }

    /** Removes the event, its stances, and the links from and to it. The events that it led to are revised by that. */
    Uni<Void> withdraw(long event) {
        return TransactionSql.update("""
                        update event set revision = revision + 1, revised_at = cast(cast(?2 as text) as timestamptz)
                        where id in (select effect_id from event_link where cause_id = ?1)""", event, clock.instant().toString())
                .chain(() -> TransactionSql.update("delete from event where id = ?1", event))
                .replaceWithVoid();
    }
}
