package org.demarche.importing.unvotes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;
import org.demarche.importing.unvotes.file.Body;
import org.demarche.importing.unvotes.file.Publication;
import org.demarche.importing.unvotes.file.VoteKind;
import org.demarche.model.PartialDate;
import org.demarche.model.ResolutionSymbol;

/** Stores what publications state about the votes of the United Nations. */
@Singleton
class UnVoteRepository {

    static final String COLUMNS = "publication, number, body, session, special_session, date, symbol,"
            + " written_symbol, kind, draft, meeting, title, summary, without_vote, source_id";

    /** The keys of the events, by the number of their vote in the publication. */
    Uni<Map<String, Long>> events(WriteBatch batch, Publication publication, Collection<String> numbers) {
        return batch.list(
                        Sql.of(
                                "select number, event_id from un_vote where publication = ? and number = any(?)",
                                publication.name(),
                                numbers.toArray(String[]::new)),
                        row -> Map.entry(row.getString(0), row.getLong(1)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Those of the numbers about whose votes a later release of the publication has been imported. */
    Uni<List<String>> statedLater(
            WriteBatch batch, Publication publication, Collection<String> numbers, PartialDate releasedOn) {
        return batch.list(
                Sql.of(
                        "select v.number from un_vote v join source so on so.id = v.source_id"
                                + " where v.publication = ? and v.number = any(?) and first_day(so.released_on) > ?",
                        publication.name(),
                        numbers.toArray(String[]::new),
                        releasedOn.firstDay()),
                row -> row.getString(0));
    }

    /** By the key of the event. */
    Uni<Map<Long, List<VoteStatement>>> statements(WriteBatch batch, Collection<Long> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Sql sql = Sql.of("select event_id, " + COLUMNS + " from un_vote where event_id = any(?)", (Object)
                events.toArray(Long[]::new));
        return batch.list(sql, row -> Map.entry(row.getLong("event_id"), read(row)))
                .map(found -> {
                    Map<Long, List<VoteStatement>> statements = new HashMap<>();
                    found.forEach(entry -> statements
                            .computeIfAbsent(entry.getKey(), event -> new ArrayList<>())
                            .add(entry.getValue()));
                    return statements;
                });
    }

    /** The keys of the events about which a publication states one of the symbols. */
    Uni<List<Long>> eventsWithSymbol(WriteBatch batch, Collection<ResolutionSymbol> symbols) {
        if (symbols.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return batch.list(
                Sql.of("select distinct event_id from un_vote where symbol = any(?)", (Object) texts(symbols)),
                row -> row.getLong(0));
    }

    /**
     * The keys of the events that the publication has not stated yet and that are of one of the months or have one of the
     * symbols.
     */
    Uni<List<Long>> candidates(
            WriteBatch batch, Publication publication, Body body, Months months, Collection<ResolutionSymbol> symbols) {
        return batch.list(
                Sql.of(
                        "select e.id from event e where e.id in (select id from event where day >= ? and day < ?"
                                + " union select id from event where day = any(?) and length(date) = 4"
                                + " union select event_id from un_vote where symbol = any(?))"
                                + " and exists (select from un_vote v where v.event_id = e.id and v.body = ?)"
                                + " and not exists (select from un_vote v where v.event_id = e.id and v.publication = ?)"
                                + " order by e.id",
                        months.from(),
                        months.until(),
                        firstDaysOfYears(months),
                        texts(symbols),
                        body.name(),
                        publication.name()),
                row -> row.getLong(0));
    }

    private static LocalDate[] firstDaysOfYears(Months months) {
        return IntStream.rangeClosed(months.from().getYear(), months.until().getYear())
                .mapToObj(year -> LocalDate.of(year, 1, 1))
                .toArray(LocalDate[]::new);
    }

    private static String[] texts(Collection<ResolutionSymbol> symbols) {
        return symbols.stream().map(ResolutionSymbol::toString).toArray(String[]::new);
    }

    private static VoteStatement read(Row row) {
        String symbol = row.getString("symbol");
        String kind = row.getString("kind");
        return new VoteStatement(
                Publication.valueOf(row.getString("publication")),
                row.getString("number"),
                Body.valueOf(row.getString("body")),
                row.getInteger("session"),
                row.getString("special_session"),
                PartialDate.recorded(row.getString("date")),
                symbol == null ? null : ResolutionSymbol.of(symbol).orElseThrow(),
                row.getString("written_symbol"),
                kind == null ? null : VoteKind.valueOf(kind),
                row.getString("draft"),
                row.getString("meeting"),
                row.getString("title"),
                row.getString("summary"),
                row.getBoolean("without_vote"),
                row.getLong("source_id"));
    }
}
