package org.demarche.event;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;

/** Stores the other names of events. */
@Singleton
public class EventAliasRepository {

    /**
     * Another name of an event.
     *
     * @param event its key
     */
    public record Alias(Scheme scheme, String value, long event) {}

    /** Who gives names to events. */
    public enum Scheme {
        /** Slugs that events had before. */
        SLUG,
        /** The symbols of resolutions, in one spelling. */
        SYMBOL,
        /** The numbers of roll calls in the United Nations General Assembly Voting Data. */
        ACADEMIC,
        /** The symbols of resolutions, as UNxml writes them. */
        UNXML,
        /** The records of the United Nations Digital Library. */
        UNDL;

        private String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The name in the global id of an event that was first recorded under this name. */
        public String globalName(String name) {
            return value() + '/' + name;
        }
    }

    /** Adds the aliases. An alias of another event passes to the new one. */
    public Uni<Void> save(WriteBatch batch, Collection<Alias> aliases) {
        List<Alias> distinct = aliases.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return batch.update(Sql.of(
                        "insert into event_alias (scheme, value, event_id)"
                                + " select distinct on (scheme, value) * from unnest(?::text[], ?::text[], ?::bigint[])"
                                + " as w(scheme, value, event_id)"
                                + " on conflict (scheme, value) do update set event_id = excluded.event_id"
                                + " where event_alias.event_id <> excluded.event_id",
                        texts(distinct, alias -> alias.scheme().value()),
                        texts(distinct, Alias::value),
                        distinct.stream().map(Alias::event).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** Removes former slugs that are the slugs of events now. */
    public Uni<Void> removeSlugs(WriteBatch batch, Collection<String> slugs) {
        return batch.update(Sql.of(
                        "delete from event_alias where scheme = ? and value = any(?)",
                        Scheme.SLUG.value(),
                        slugs.toArray(String[]::new)))
                .replaceWithVoid();
    }

    private static String[] texts(List<Alias> aliases, Function<Alias, String> value) {
        return aliases.stream().map(value).toArray(String[]::new);
    }
}
