package org.demarche.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.Heavy;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Seventy years with three hundred events each, all of which have a word, and one that has it as its title. */
@Heavy
@QuarkusTest
class SearchLargeRecordApiTest {

    private static final String SEARCH = """
            query ($first: Int, $after: String) {
              search(text: "frequentword", first: $first, after: $after) {
                totalCount
                nodes { ... on Event { slug date } }
                pageInfo { endCursor hasNextPage }
              }
            }
            """;

    @BeforeAll
    static void makeLargeRecord() {
        BulkRecord.execute("""
                insert into event (slug, title, title_key, kind, status, date)
                select 'frequent-' || n, 'A frequentword ' || n, 'a frequentword ' || n, 'VOTE', 'OCCURRED',
                       (3000 + n % 70)::text
                from generate_series(1, 21000) n;
                insert into event (slug, title, title_key, kind, status, date)
                values ('frequent-title', 'Frequentword', 'frequentword', 'VOTE', 'OCCURRED', '2999');
                analyze event;
                """);
    }

    @AfterAll
    static void deleteIt() {
        BulkRecord.execute("delete from event where slug like 'frequent-%'; analyze event");
    }

    @Test
    void ofAFrequentWordTheExactTitleComesFirstThenTheLatestYearsThenTheOthers() {
        List<String> slugs = new ArrayList<>();
        List<String> years = new ArrayList<>();
        Map<String, Object> variables = new HashMap<>(Map.of("first", 250));
        for (int page = 0; page < 3; page++) {
            ResponseJson found = GraphqlClient.data(SEARCH, variables);
            slugs.addAll(found.getList("search.nodes.slug"));
            years.addAll(found.getList("search.nodes.date"));
            assertThat(found.getInt("search.totalCount")).isEqualTo(21_001);
            assertThat(found.getBoolean("search.pageInfo.hasNextPage")).isTrue();
            variables.put("after", found.getString("search.pageInfo.endCursor"));
        }
        assertThat(slugs).hasSize(750).doesNotHaveDuplicates().startsWith("frequent-title");
        assertThat(years.subList(1, 301)).containsOnly("3069");
        assertThat(years.subList(301, 750)).doesNotContain("3069");
    }

    @Test
    void aRareWordIsRankedInAllYears() {
        String rare = SEARCH.replace("frequentword", "frequentword 17");
        assertThat(GraphqlClient.data(rare, Collections.emptyMap()).<String>getList("search.nodes.slug"))
                .containsExactly("frequent-17");
    }
}
