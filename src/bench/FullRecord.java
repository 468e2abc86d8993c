import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Compares query times on a small and a large database: every example, and the positions on an event and on a topic of a
 * thousand events, sent alternately to a service with the built-in record and to one with all UN votes, by one client. The
 * first uses an event and a topic of the built-in record, because it lacks those of the second.
 *
 * <p>Start both, import the votes into the second (import.md in the manual), both with {@code DEMARCHE_ANSWERS_SIZE=0}, then:
 * {@code java src/bench/FullRecord.java http://127.0.0.1:8080/graphql http://127.0.0.1:8081/graphql [requests]}
 */
public class FullRecord {

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The examples also have mutations and a subscription. */
    static final Pattern QUERY = Pattern.compile("^query\\b|^\\{", Pattern.MULTILINE);

    public static void main(String... arguments) throws Exception {
        URI small = URI.create(arguments[0]);
        URI full = URI.create(arguments[1]);
        int requests = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 300;
        Map<String, String[]> queries = queries();
        // Warms up both services with all queries.
        for (int i = 0; i < requests; i++) {
            for (String[] query : queries.values()) {
                ask(small, query[0]);
                ask(full, query[1]);
            }
        }
        System.out.printf("%-32s %10s %10s %8s%n", "median ms", "built-in", "full", "ratio");
        for (Map.Entry<String, String[]> query : queries.entrySet()) {
            double[] onSmall = new double[requests];
            double[] onFull = new double[requests];
            for (int i = 0; i < requests; i++) {
                onSmall[i] = ask(small, query.getValue()[0]);
                onFull[i] = ask(full, query.getValue()[1]);
            }
            double one = median(onSmall);
            double other = median(onFull);
            System.out.printf("%-32s %10.1f %10.1f %8.2f%n", query.getKey(), one, other, other / one);
        }
    }

    private static Map<String, String[]> queries() throws IOException {
        Map<String, String[]> queries = new LinkedHashMap<>();
        Path examples = Path.of("src/main/resources/examples");
        for (String file : Files.readAllLines(examples.resolve("index.txt"))) {
            String query = Files.readString(examples.resolve(file));
            if (QUERY.matcher(query).find()) {
                queries.put(file.replace(".graphql", ""), new String[] {query, query});
            }
        }
        String tally = "{ event(slug: \"%s\") { tally { supports opposes neutral absent } } }";
        queries.put(
                "tally of an event",
                new String[] {tally.formatted("taliban-takeover-2021"), tally.formatted("un-ga-roll-call-4592")});
        String positions =
                "{ topic(slug: \"%s\") { positions(on: \"2015-12-31\", first: 20) { nodes { position country { code } } } } }";
        String topicTally = "{ topic(slug: \"%s\") { tally(on: \"2015-12-31\") { supports opposes neutral absent } } }";
        for (Map.Entry<String, String> query :
                List.of(Map.entry("positions on a topic", positions), Map.entry("tally of a topic", topicTally))) {
            queries.put(query.getKey(), new String[] {
                query.getValue().formatted("taliban-recognition"),
                query.getValue().formatted("un-ga-palestinian-conflict")
            });
        }
        evidence().forEach((name, query) -> queries.put(name, new String[] {query, query}));
        return queries;
    }

    private static Map<String, String> evidence() {
        String stances = "{ stances(%s) { nodes { position country { code } } } }";
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("stances revised last", stances.formatted("orderBy: REVISED_DESC"));
        queries.put("a country's revised last", "{ country(code: \"RU\") { stances(orderBy: REVISED_DESC) { nodes { position } } } }");
        queries.put("stances of a publisher", stances.formatted("filter: {publishers: [\"Voice of World News\"]}"));
        queries.put("stances by words", stances.formatted("filter: {search: \"recognition or decision\"}"));
        queries.put("stances that are reported", stances.formatted("filter: {confidences: [REPORTED]}"));
        queries.put("sources", "{ sources { nodes { title events { nodes { slug } } stances { nodes { position } } } } }");
        return queries;
    }

    /** The time in milliseconds. */
    private static double ask(URI service, String query) throws Exception {
        String body = "{\"query\": \"" + query.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"}";
        HttpRequest request = HttpRequest.newBuilder(service)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long start = System.nanoTime();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        double millis = (System.nanoTime() - start) / 1e6;
        if (answer.statusCode() != 200 || answer.body().contains("\"errors\"")) {
            throw new IllegalStateException(answer.body());
        }
        return millis;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
