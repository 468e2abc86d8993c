package org.demarche.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys, ids and cursors of the running service: with them a random request finds something. */
record RecordSamples(
        List<String> countries,
        List<String> blocs,
        List<String> topics,
        List<String> events,
        List<String> ids,
        List<String> cursors) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> LISTS = List.of(
            "countries(first: 9)",
            "countries(orderBy: CODE_DESC, first: 3)",
            "events(first: 20)",
            "events(orderBy: TITLE_ASC, first: 3)",
            "stances(first: 9)",
            "stances(orderBy: COUNTRY_ASC, first: 3)",
            "topics(first: 9)",
            "blocs(first: 9)",
            "search(text: \"taliban or russia or nato\", first: 9)");

    static RecordSamples read(int port) throws IOException {
        List<String> ids = new ArrayList<>();
        List<String> cursors = new ArrayList<>();
        for (String list : LISTS) {
            String answer = ask(port, "{ list: " + list + " { edges { cursor node { ... on Node { id } } } } }");
            cursors.addAll(texts("cursor", answer));
            ids.addAll(texts("id", answer));
        }
        for (String nested : List.of(
                "country(code: \"RU\") { list: alignments(first: 3) { edges { cursor } } }",
                "country(code: \"RU\") { list: stances(first: 3) { edges { cursor } } }",
                "topic(slug: \"taliban-recognition\") { list: positions(first: 3) { edges { cursor } } }",
                "bloc(code: \"UN\") { list: memberships(first: 3) { edges { cursor } } }")) {
            cursors.addAll(texts("cursor", ask(port, "{ " + nested + " }")));
        }
        return new RecordSamples(
                texts("code", ask(port, "{ countries(first: 100) { nodes { code } } }")),
                texts("code", ask(port, "{ blocs { nodes { code } } }")),
                texts("slug", ask(port, "{ topics { nodes { slug } } }")),
                texts("slug", ask(port, "{ events(first: 100) { nodes { slug } } }")),
                List.copyOf(ids),
                List.copyOf(cursors));
    }

    private static String ask(int port, String query) throws IOException {
        try (RawConnection connection = RawConnection.open(port, PATIENCE)) {
            RawAnswer answer = connection.exchange(HttpText.post(Json.request(query)));
            assertThat(answer.text()).as(query).contains("\"data\"").doesNotContain("\"errors\"");
            return answer.text();
        }
    }

    private static List<String> texts(String name, String json) {
        List<String> found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"")
                .matcher(json)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(found).as("%s in %s", name, json).isNotEmpty();
        return found;
    }
}
