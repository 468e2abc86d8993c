package org.demarche.importing.unvotes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.TransactionSql;

/** Stores what publications state about votes as a record repeats it, so that later imports of their files find the votes. */
@Singleton
public class StatedVoteRepository {

    private static final String SAVE = """
            insert into un_vote as v (event_id, publication, number, body, session, special_session, date, symbol,
                written_symbol, kind, draft, meeting, title, summary, without_vote, source_id)
            select * from json_to_recordset(cast(cast(?1 as text) as json)) as w(event_id bigint, publication text, number text, body text,
                session int, special_session text, date text, symbol text, written_symbol text, kind text, draft text,
                meeting text, title text, summary text, without_vote boolean, source_id bigint)
            on conflict (event_id, publication) do update
            set (number, body, session, special_session, date, symbol, written_symbol, kind, draft, meeting, title, summary,
                    without_vote, source_id)
                = (excluded.number, excluded.body, excluded.session, excluded.special_session, excluded.date,
                    excluded.symbol, excluded.written_symbol, excluded.kind, excluded.draft, excluded.meeting,
                    excluded.title, excluded.summary, excluded.without_vote, excluded.source_id)""";

    /**
     * A statement about an event.
     *
     * @param event its key
     */
    public record OnEvent(long event, VoteStatement statement) {}

    /** Adds or replaces statements. Call inside a {@link WriteTransaction}. */
    public Uni<Void> save(List<OnEvent> statements) {
        return statements.isEmpty()
                ? Uni.createFrom().voidItem()
                : TransactionSql.update(
                                SAVE,
                                TransactionSql.json(statements.stream()
                                        .map(StatedVoteRepository::row)
                                        .toList()))
                        .replaceWithVoid();
    }

    private static Map<String, Object> row(OnEvent stated) {
        VoteStatement statement = stated.statement();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("event_id", stated.event());
        row.put("publication", statement.publication().name());
        row.put("number", statement.number());
        row.put("body", statement.body().name());
        row.put("session", statement.session());
        row.put("special_session", statement.specialSession());
        row.put("date", text(statement.date()));
        row.put("symbol", text(statement.symbol()));
        row.put("written_symbol", statement.writtenSymbol());
        row.put("kind", text(statement.kind()));
        row.put("draft", statement.draft());
        row.put("meeting", statement.meeting());
        row.put("title", statement.title());
        row.put("summary", statement.summary());
        row.put("without_vote", statement.withoutVote());
        row.put("source_id", statement.source());
        return row;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
