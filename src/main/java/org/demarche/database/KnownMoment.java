package org.demarche.database;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.demarche.error.ClientErrorException;

/**
 * The moment that a request looks back to: its reads show what had been committed until then. The migration
 * see_the_record_as_it_was_known has the views that they read.
 */
public final class KnownMoment {

    /** The snapshot must not change between the two steps, see the database function. */
    private static final String BEGIN = "begin isolation level repeatable read, read only;"
            + " set local search_path = known, public; select known.look_back_to(%s)";

    private final OffsetDateTime time;
    private final Long position;
    private final Map<Class<?>, Object> found = new ConcurrentHashMap<>();

    /** @param position of the last commit until then; null if nothing had been committed */
    KnownMoment(OffsetDateTime time, Long position) {
        this.time = time;
        this.position = position;
    }

    /** That of the current request; null if it reads the present. */
    public static KnownMoment current() {
        RequestReads request = RequestReads.current();
        return request == null ? null : request.moment();
    }

    /**
     * To be called for what only the present has.
     *
     * @param name of the field or argument in the schema
     * @throws ClientErrorException if the current request looks back
     */
    public static void requirePresent(String name) {
        if (current() != null) {
            throw ClientErrorException.invalid(
                    "@knownAt", name + " is known of the present only; leave it out, or ask without the directive");
        }
    }

    /**
     * SQL that joins rows by their key, for a list of links. PostgreSQL has no statistics of how rows of the past join: it
     * would read a whole table in the order of the list to find a few of its rows. "offset 0" is a planner fence.
     *
     * @param table with its alias
     */
    public static String joinByKey(String table, String key) {
        String alias = table.substring(table.indexOf(' ') + 1);
        return current() == null
                ? " join %s on %s.id = %s".formatted(table, alias, key)
                : " cross join lateral (select * from %s where %s.id = %s offset 0) %2$s".formatted(table, alias, key);
    }

    /** In UTC: "today" for a request that looks back. */
    public LocalDate day() {
        return time.atZoneSameInstant(ZoneOffset.UTC).toLocalDate();
    }

    /** The same for all moments between two commits; negative before the first. */
    public long position() {
        return position == null ? -1 : position;
    }

    /** What was kept for the rest of the request; null if nothing was. */
    public <T> T get(Class<T> type) {
        return type.cast(found.get(type));
    }

    public <T> void keep(Class<T> type, T item) {
        found.put(type, item);
    }

    /** The statements that begin a transaction which looks back. */
    String begin() {
        return BEGIN.formatted(position);
    }
}
