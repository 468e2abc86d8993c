package org.demarche.search;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.Sql;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

/** PostgreSQL full-text search over names, titles and summaries. Matches in names rank above those in texts. */
@Singleton
class SearchRepository {

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
        String hits = Arrays.stream(SearchType.values())
                .map(SearchRepository::hits)
                .collect(Collectors.joining(" union all "));
        Sql from = Sql.of(
                "(select websearch_to_tsquery('demarche_name', searchable(?)) as names, websearch_to_tsquery('demarche_text', searchable(?))"
                        + " as texts) q cross join lateral (" + hits + ") h",
                text,
                text);
        return new PagedSelect<>(
                "h.type, h.id, h.rank_order", from, null, new Sql().addNames(types, " and h.type = any(?)"), Hit::read);
    }

    private static String hits(SearchType type) {
        return "select '%s' as type, x.id, (-%s * ts_rank(x.search, q.%s))::float4 as rank_order from %s x where x.search @@ q.%s"
                .formatted(type, type.weight(), type.query(), type.table(), type.query());
    }
}
