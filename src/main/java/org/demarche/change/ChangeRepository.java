package org.demarche.change;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.Sql;
import org.demarche.error.ClientErrorException;
import org.demarche.paging.Keyset;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

/** Reads the feed of changes. The migrations explain its order. */
@Singleton
class ChangeRepository {

    static final Keyset<Change> FEED = Place.FEED.of(Change::place);

    /** Each version is a change, and each withdrawal. */
    private static final String COUNT = Stream.of(ChangedType.values())
            .map(type -> """
                    select (select count(*) from %1$s) + (select count(*) from %1$s_past)
                        + (select count(*) from %1$s_past p
                           where not exists (select from %1$s n where n.id = p.id and n.changed_in = p.superseded_in)
                           and not exists (select from %1$s_past n where n.id = p.id and n.changed_in = p.superseded_in))
                    """.formatted(type.table()))
            .collect(Collectors.joining("union all ", "select sum(n.changes)::int from (", ") n(changes)"));

    private final ReadSession read;
    private final ReadSession primary;

    ChangeRepository(ReadSession read) {
        this.read = read;
        this.primary = read.onPrimary();
    }

    Uni<Page<Change>> page(PageRequest<Change> request) {
        Place after = Place.of(request.after());
        return list(read, after, request.size() + 1)
                .call(found -> found.isEmpty() && request.after() != null ? checkNotBehind(after) : nothing())
                .map(found -> Page.of(request, found));
    }

    /** On the primary. */
    Uni<List<Change>> after(Place place, int atMost) {
        return list(primary, place, atMost);
    }

    private static Uni<List<Change>> list(ReadSession session, Place after, int atMost) {
        return session.list(
                Sql.of(
                        "select " + Change.COLUMNS + " from changes_after(?, ?, ?, ?) ch join change_set s"
                                + " on s.id = ch.change_set order by ch.place, ch.type, ch.key",
                        after.position(),
                        after.type(),
                        after.key(),
                        atMost),
                Change::read);
    }

    Uni<Integer> count() {
        return read.first(Sql.of(COUNT), row -> row.getInteger(0));
    }

    /** The end of the feed, on the primary. */
    Uni<Place> end() {
        return primary.first(
                Sql.of("select coalesce((select position from change_commit order by position desc limit 1), -1)"),
                row -> Place.endOf(row.getLong(0)));
    }

    /** A cursor behind the end of the feed is from before the database was restored: the client's copy is of another one. */
    Uni<Void> checkNotBehind(Place after) {
        return end().invoke(end -> {
                    if (after.compareTo(end) > 0) {
                        throw ClientErrorException.invalidCursor(
                                "after",
                                "the feed ends before this cursor, because the database was restored from a backup; "
                                        + "begin again without a cursor or from an export");
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
