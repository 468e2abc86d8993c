package org.demarche.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The feed of changes, as a client reads it. */
@QuarkusTest
class ChangesApiTest {

    private static final String PAGE = "query ($first: Int, $after: String) { changes(first: $first, after: $after) {"
            + " edges { cursor node { cursor kind nodeId at by reason node { __typename id ... on Event { title } } } }"
            + " pageInfo { hasNextPage endCursor } } }";

    private String before;

    @BeforeEach
    void readToTheEnd() {
        before = FeedEnd.cursor();
    }

    @AfterEach
    void remove() {
        BulkRecord.execute("delete from event where slug like 'feed-%'; delete from topic where slug like 'feed-%'");
    }

    @Test
    void changesComeInTheOrderOfTheirCommitsAndOfTheirTypes() {
        BulkRecord.execute(as("alice", "as told", stance("feed-1", "FJ") + event("feed-2") + topic("feed-3")));
        BulkRecord.execute(as("bob", "", "update event set title = 'Other' where slug = 'feed-2'"));
        BulkRecord.execute(as("carol", "a mistake", "delete from event where slug = 'feed-1'"));
        assertThat(lines(page(100, before)))
                .containsExactly(
                        "RECORDED Topic/feed-3 alice as told",
                        "RECORDED Event/feed-1 alice as told",
                        "RECORDED Event/feed-2 alice as told",
                        "RECORDED Stance/feed-1/FJ/1903-01-01 alice as told",
                        "REVISED Event/feed-2 bob null",
                        "WITHDRAWN Event/feed-1 carol a mistake",
                        "WITHDRAWN Stance/feed-1/FJ/1903-01-01 carol a mistake");
    }

    @Test
    void aChangeShowsWhatChangedAsItIsNow() {
        BulkRecord.execute(event("feed-1") + event("feed-2"));
        BulkRecord.execute(
                "update event set title = 'Later' where slug = 'feed-1'; delete from event where slug = 'feed-2'");
        ResponseJson page = page(2, before);
        assertThat(page.getString("edges[0].node.node.title")).isEqualTo("Later");
        assertThat(page.getList("edges.node.node")).hasSize(2).last().isNull();
        assertThat(page.getString("edges[0].node.node.id")).isEqualTo(page.getString("edges[0].node.nodeId"));
        assertThat(page.getString("edges[0].node.cursor")).isEqualTo(page.getString("edges[0].cursor"));
    }

    /** Five events and their stances in one change set, then five sets of one event each. */
    @Test
    void pagesOfAnySizeTogetherAreTheWholeFeed() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            all.append(stance("feed-all-" + i, "FJ")).append(topic("feed-topic-" + i));
        }
        BulkRecord.execute(all.toString());
        for (int i = 0; i < 5; i++) {
            BulkRecord.execute(event("feed-one-" + i));
        }
        List<String> whole = lines(page(250, before));
        assertThat(whole).hasSize(20).doesNotHaveDuplicates();
        for (int size = 1; size <= 7; size++) {
            List<String> walked = new ArrayList<>();
            String cursor = before;
            ResponseJson page;
            do {
                page = page(size, cursor);
                walked.addAll(lines(page));
                cursor = page.getString("pageInfo.endCursor");
            } while (page.getBoolean("pageInfo.hasNextPage"));
            assertThat(walked).as("pages of %d", size).isEqualTo(whole);
        }
    }

    @Test
    void theFeedBeginsWithTheBuiltInRecord() {
        ResponseJson first = page(1, null);
        assertThat(first.getString("edges[0].node.by")).isEqualTo("built-in record");
        assertThat(first.getString("edges[0].node.node.__typename")).isEqualTo("Country");
    }

    @Test
    void atTheEndThereIsNothing() {
        ResponseJson page = page(10, before);
        assertThat(page.getList("edges")).isEmpty();
        assertThat(page.getBoolean("pageInfo.hasNextPage")).isFalse();
    }

    @Test
    void theCountIsThatOfAllChanges() {
        long earlier = count();
        BulkRecord.execute(stance("feed-1", "FJ"));
        BulkRecord.execute("update event set title = 'Other' where slug = 'feed-1'");
        BulkRecord.execute("delete from event where slug = 'feed-1'");
        assertThat(count() - earlier)
                .isEqualTo(page(250, before).getList("edges").size())
                .isEqualTo(5);
        assertThat(count())
                .isEqualTo(BulkRecord.number(
                        "select count(*) from changes_after(-1, 0, 0, %d)".formatted(Integer.MAX_VALUE)));
    }

    private static long count() {
        return GraphqlClient.data("{ changes { totalCount } }").getInt("changes.totalCount");
    }

    @Test
    void aCursorBehindTheEndIsThatOfAnotherDatabase() {
        String ahead = ChangeCursor.behind(FeedEnd.position() + 1);
        ResponseJson answer =
                GraphqlClient.answer("{ changes(after: \"" + ahead + "\") { nodes { kind } } }", Map.of());
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("INVALID_CURSOR");
        assertThat(answer.getString("errors[0].message")).contains("restored from a backup");
    }

    private static ResponseJson page(int first, String after) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("first", first);
        variables.put("after", after);
        return GraphqlClient.data(PAGE, variables).at("data.changes");
    }

    private static List<String> lines(ResponseJson page) {
        return page.<Map<String, Object>>getList("edges.node").stream()
                .map(change -> "%s %s %s %s"
                        .formatted(change.get("kind"), name(change), change.get("by"), change.get("reason")))
                .toList();
    }

    private static String name(Map<String, Object> change) {
        GlobalId id = GlobalId.parse((String) change.get("nodeId")).orElseThrow();
        return id.type() + "/" + id.name();
    }

    static String as(String author, String reason, String sql) {
        return "begin; select set_config('demarche.changed_by', '%s', true), set_config('demarche.change_reason', '%s', true); %s; commit"
                .formatted(author, reason, sql);
    }

    static String event(String slug) {
        return "insert into event (slug, title, title_key, kind, status, date) values ('%s', '%1$s', '%1$s', 'VOTE', 'OCCURRED', '1903');"
                .formatted(slug);
    }

    static String topic(String slug) {
        return "insert into topic (slug, title, title_key) values ('%s', '%1$s', '%1$s');".formatted(slug);
    }

    static String stance(String event, String country) {
        return event(event)
                + "insert into stance (event_id, country_id, position, act, since, confidence) select e.id, c.id, 'SUPPORTS', 'VOTE', '1903', 'CONFIRMED' from event e, country c where e.slug = '%s' and c.code = '%s';"
                        .formatted(event, country);
    }
}
