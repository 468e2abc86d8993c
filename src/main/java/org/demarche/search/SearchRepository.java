package org.demarche.search;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.Sql;
import org.demarche.model.SearchText;
import org.demarche.model.SortKey;
import org.demarche.model.SymbolArgument;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

/**
 * PostgreSQL full-text search over names, titles and summaries. First comes what has exactly the name or title that is
 * searched for, then what begins with it, then the rest, by how well it matches; present countries before former ones. Of
 * events that have a frequent word, those of the latest years come before the others.
 */
@Singleton
class SearchRepository {

    /**
     * What every row is compared with, computed once: "offset 0" keeps PostgreSQL from writing the expressions in place of
     * each use, where they would be evaluated for each row.
     */
    private static final String SEARCHED = """
            (select s.*, s.name || ' ' as name_start, s.title || ' ' as title_start, %s as years
             from (select websearch_to_tsquery('demarche_name', w.words) as by_name,
                          websearch_to_tsquery('demarche_text', w.words) as by_text,
                          btrim(translate(w.words, '"-', '')) as name,
                          ?::text as title,
                          event_of_symbol(?) as decided
                   from (select searchable(?) as words offset 0) w
                   offset 0) s
             offset 0) q""";

    private static final String YEAR = "array_to_tsvector(array['~' || left(x.date, 4)])";

    /** Null if all years are ranked. */
    private static final String IS_OLDER = "not " + YEAR + " @@ q.years";

    /** The event whose symbol is searched for comes before all others, whether or not its title has the words. */
    private static final String BY_SYMBOL = "select 'EVENT', q.decided, (-100)::float4 where q.decided is not null";

    private enum Hits {
        /** Those of the first page: of events with a frequent word, those of the latest years, or with exactly that title. */
        FIRST,
        /** All of them, other events of older years after the rest. */
        RANKED,
        /** All of them, without rank. */
        COUNTED
    }

    private final ReadSession session;

    SearchRepository(ReadSession session) {
        this.session = session;
    }

    Uni<Page<Hit>> page(String text, List<SearchType> types, PageRequest<Hit> request) {
        return session.page(select(text, types, request.after() == null ? Hits.FIRST : Hits.RANKED), request);
    }

    Uni<Integer> count(String text, List<SearchType> types) {
        return session.count(select(text, types, Hits.COUNTED));
    }

    private static PagedSelect<Hit> select(String text, List<SearchType> types, Hits hits) {
        String query = SearchText.checked("text", text);
        boolean byYear = hits != Hits.COUNTED && types.contains(SearchType.EVENT);
        String searched = SEARCHED.formatted(byYear ? "latest_years(s.by_text)" : "null::tsquery");
        String found = Arrays.stream(SearchType.values())
                .map(type -> found(type, byYear ? hits : Hits.COUNTED))
                .collect(Collectors.joining(" union all "));
        Sql from = Sql.of(
                searched + " cross join lateral (" + found + ") h",
                SortKey.of(text),
                SymbolArgument.canonical(text).orElse(null),
                query);
        return new PagedSelect<>(
                "h.type, h.id, h.rank_order", from, null, new Sql().addNames(types, " and h.type = any(?)"), Hit::read);
    }

    private static String found(SearchType type, Hits hits) {
        return switch (type) {
            case COUNTRY -> found(type, "country", rank(type), "x.search @@ q.by_name");
            case BLOC -> found(type, "bloc", rank(type), "x.search @@ q.by_name");
            case TOPIC -> found(type, "topic", rank(type), "x.search @@ q.by_text");
            case EVENT -> BY_SYMBOL + " union all " + events(hits);
        };
    }

    private static String events(Hits hits) {
        String rank = rank(SearchType.EVENT);
        return switch (hits) {
            case FIRST ->
                events(rank, "q.years is null and x.search @@ q.by_text")
                        + " union all "
                        + events(rank, "x.search || " + YEAR + " @@ (q.by_text && q.years)")
                        + " union all "
                        + events(rank, "x.search @@ q.by_text and x.title_key = q.title and " + IS_OLDER);
            case RANKED ->
                events(
                        rank + " - case when x.title_key <> q.title and " + IS_OLDER + " then 10 else 0 end",
                        "x.search @@ q.by_text");
            case COUNTED -> events("0", "x.search @@ q.by_text");
        };
    }

    private static String events(String rank, String condition) {
        return found(SearchType.EVENT, "event", rank, condition + " and x.id is distinct from q.decided");
    }

    private static String found(SearchType type, String table, String rank, String condition) {
        return "select '%s' as type, x.id, (-(%s))::float4 as rank_order from %s x where %s"
                .formatted(type, rank, table, condition);
    }

    /** The whole numbers outweigh ts_rank, which is between 0 and 1; names, which are short and specific, count double. */
    private static String rank(SearchType type) {
        return switch (type) {
            case COUNTRY -> """
                    case when x.names[1] = q.name then 8
                         when q.name = any(x.names) then 6
                         when starts_with(x.names[1], q.name_start) then 4
                         when exists (select from unnest(x.names) n(name) where starts_with(n.name, q.name_start)) then 2
                         else 0 end
                    + case when x.existed_until is null then 1 else 0 end + ts_rank(x.search, q.by_name)""";
            case BLOC -> """
                    case when q.name = any(x.names) then 6
                         when starts_with(x.names[2], q.name_start) then 2
                         else 0 end
                    + 2 * ts_rank(x.search, q.by_name)""";
            case TOPIC -> titled("1.5");
            case EVENT -> titled("1");
        };
    }

    private static String titled(String weight) {
        return """
                case when x.title_key = q.title then 6
                     when starts_with(x.title_key, q.title_start) then 2
                     else 0 end
                + %s * ts_rank(x.search, q.by_text)""".formatted(weight);
    }
}
