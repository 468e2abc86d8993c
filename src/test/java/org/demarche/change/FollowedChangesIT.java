package org.demarche.change;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.GraphqlSocket;
import org.demarche.support.Heavy;
import org.demarche.support.Postmaster;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** Subscribers of two services on one database miss nothing, whatever happens to either. */
@Heavy
class FollowedChangesIT {

    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final String CHANGED = "subscription { changed%s { cursor kind node { ... on Topic { slug } } } }";

    @TempDir
    Path folder;

    @Test
    void subscribersMissNothing() throws IOException, SQLException {
        try (EmbeddedDatabase database = DataFolder.MIGRATED.start(folder);
                RunningProgram one = start(database);
                RunningProgram other = start(database);
                GraphqlSocket here = GraphqlSocket.ready(one.uri());
                GraphqlSocket there = GraphqlSocket.ready(other.uri())) {
            here.subscribe("1", CHANGED.formatted(""));
            there.subscribe("1", CHANGED.formatted(""));
            awaitBegin(here);
            awaitBegin(there);

            List<String> written = write("plain", 5);
            assertThat(slugs(here, written)).containsExactlyElementsOf(written);
            assertThat(slugs(there, written)).containsExactlyElementsOf(written);

            // The connections that listen break, and something is written at once.
            String ended = Postmaster.of(folder)
                    .text("select count(pg_terminate_backend(pid)) from pg_stat_activity where query ilike 'listen%'");
            assertThat(Integer.parseInt(ended)).isGreaterThanOrEqualTo(2);
            written = write("unheard", 5);
            assertThat(slugs(here, written)).containsExactlyElementsOf(written);
            assertThat(slugs(there, written)).containsExactlyElementsOf(written);

            // One service stops; its subscriber goes on at the other one, after what it has heard of.
            String cursor = cursor(here, write("last", 1));
            one.terminate();
            assertThat(here.closing()).isEqualTo(new GraphqlSocket.Closing(1001, "Going away"));
            written = write("missed", 5);
            try (GraphqlSocket again = GraphqlSocket.ready(other.uri())) {
                again.subscribe("1", CHANGED.formatted("(after: \"" + cursor + "\")"));
                assertThat(slugs(again, written)).containsExactlyElementsOf(written);
            }
        }
    }

    private void awaitBegin(GraphqlSocket socket) {
        await().atMost(MAX_WAIT).until(() -> {
            write("begin", 1);
            return !socket.received().isEmpty();
        });
        socket.received().clear();
    }

    /** The slugs of the topics that it records, in their order. */
    private List<String> write(String name, int count) throws IOException, SQLException {
        List<String> slugs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String slug = name + "-" + System.nanoTime();
            Postmaster.of(folder)
                    .execute("insert into topic (slug, title, title_key) values ('%s', 'Topic', 'topic')"
                            .formatted(slug));
            slugs.add(slug);
        }
        return slugs;
    }

    /** What a subscriber hears of from the first of these topics on, until the last. */
    private static List<String> slugs(GraphqlSocket socket, List<String> written) {
        List<String> slugs = new ArrayList<>();
        while (slugs.isEmpty() || !slugs.contains(written.get(written.size() - 1))) {
            String slug = next(socket).getJsonObject("node").getString("slug");
            if (!slugs.isEmpty() || slug.equals(written.get(0))) {
                slugs.add(slug);
            }
        }
        return slugs;
    }

    private static String cursor(GraphqlSocket socket, List<String> written) {
        JsonObject changed = next(socket);
        while (!changed.getJsonObject("node").getString("slug").equals(written.get(0))) {
            changed = next(socket);
        }
        return changed.getString("cursor");
    }

    private static JsonObject next(GraphqlSocket socket) {
        return socket.data("1").getJsonObject("changed");
    }

    private static RunningProgram start(EmbeddedDatabase database) throws IOException {
        Map<String, String> environment = new HashMap<>(RunningProgram.connectingTo(database));
        return RunningProgram.start(environment).listening();
    }
}
