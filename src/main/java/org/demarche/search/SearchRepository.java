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
 * searched for, then what begins with it, then the rest, by how well it matches; present countries before former ones.
 */
@Singleton
class SearchRepository {

    /**
     * What every row is compared with, computed once: "offset 0" keeps PostgreSQL from writing the expressions in place of
     * each use, where they would be evaluated for each row.
     */
    private static final String SEARCHED = """
            (select websearch_to_tsquery('demarche_name', words) as by_name,
                    websearch_to_tsquery('demarche_text', words) as by_text,
                    name, name || ' ' as name_start, title, title || ' ' as title_start, event_of_symbol(symbol) as decided
             from (select searchable(?) as words, btrim(replace(searchable(?), '"', ' ')) as name, ?::text as title,
                          ?::text as symbol
                   offset 0) s
             offset 0) q""";

    /** The event whose symbol is searched for comes before all others, whether or not its title has the words. */
    private static final String BY_SYMBOL =
            " and x.id is distinct from q.decided union all select 'EVENT', q.decided, (-100)::float4 where q.decided is not null";

    private final ReadSession session;

    SearchRepository(ReadSession session) {
        this.session = session;
    }

    Uni<Page<Hit>> page(String text, List<SearchType> types, PageRequest<Hit> request) {
        return session.page(select(text, types), request);
    }

    Uni<Integer> count(String text, List<SearchType> types) {
        return session.count(select(text, types));
    }

    private static PagedSelect<Hit> select(String text, List<SearchType> types) {
        String query = SearchText.checked("text", text);
        String hits = Arrays.stream(SearchType.values())
                .map(SearchRepository::hits)
                .collect(Collectors.joining(" union all "));
        String symbol = SymbolArgument.canonical(text).orElse(null);
        Sql from = Sql.of(SEARCHED + " cross join lateral (" + hits + ") h", query, text, SortKey.of(text), symbol);
        return new PagedSelect<>(
                "h.type, h.id, h.rank_order", from, null, new Sql().addNames(types, " and h.type = any(?)"), Hit::read);
    }

    private static String hits(SearchType type) {
        return "select '%s' as type, x.id, (-(%s))::float4 as rank_order from %s x where x.search @@ q.%s"
                .formatted(
                        type,
                        rank(type),
                        switch (type) {
                            case COUNTRY -> "country";
                            case EVENT -> "event";
                            case TOPIC -> "topic";
                            case BLOC -> "bloc";
                        },
                        switch (type) {
                            case COUNTRY, BLOC -> "by_name";
                            case EVENT -> "by_text" + BY_SYMBOL;
                            case TOPIC -> "by_text";
                        });
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
