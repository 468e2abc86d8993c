package org.demarche.importing.unvotes;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;

/** Writes what publications state about votes, so that later imports of their files find the votes. */
@Singleton
public class StatedVoteRepository {

    /**
     * A statement about an event.
     *
     * @param event its key
     */
    public record OnEvent(long event, VoteStatement statement) {}

    /** Adds or replaces statements. */
    public Uni<Void> save(WriteBatch batch, Collection<OnEvent> statements) {
        if (statements.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<VoteStatement> all = statements.stream().map(OnEvent::statement).toList();
        Sql sql = Sql.of(
                "insert into un_vote (event_id, " + UnVoteRepository.COLUMNS
                        + ") select * from unnest(?::bigint[], ?::text[], ?::text[],"
                        + " ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
                        + " ?::text[], ?::text[], ?::boolean[], ?::bigint[])"
                        + " on conflict (event_id, publication) do update set (number, body, session, special_session, date,"
                        + " symbol, written_symbol, kind, draft, meeting, title, summary, without_vote, source_id)"
                        + " = (excluded.number, excluded.body, excluded.session, excluded.special_session, excluded.date,"
                        + " excluded.symbol, excluded.written_symbol, excluded.kind, excluded.draft, excluded.meeting,"
                        + " excluded.title, excluded.summary, excluded.without_vote, excluded.source_id)"
                        + " where un_vote.* is distinct from excluded.*",
                statements.stream().map(OnEvent::event).toArray(Long[]::new),
                texts(all, VoteStatement::publication),
                texts(all, VoteStatement::number),
                texts(all, VoteStatement::body),
                all.stream().map(VoteStatement::session).toArray(Integer[]::new),
                texts(all, VoteStatement::specialSession),
                texts(all, VoteStatement::date),
                texts(all, VoteStatement::symbol),
                texts(all, VoteStatement::writtenSymbol),
                texts(all, VoteStatement::kind),
                texts(all, VoteStatement::draft),
                texts(all, VoteStatement::meeting),
                texts(all, VoteStatement::title),
                texts(all, VoteStatement::summary),
                all.stream().map(VoteStatement::withoutVote).toArray(Boolean[]::new),
                all.stream().map(VoteStatement::source).toArray(Long[]::new));
        return batch.update(sql).replaceWithVoid();
    }

    /** Enum constants have the names of the values in the table. */
    private static <T> String[] texts(Collection<T> all, Function<T, ?> detail) {
        return all.stream()
                .map(detail)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }
}
