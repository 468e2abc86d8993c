import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What {@link SameAnswers} compares of access tokens, mutations, subscriptions, the past, exports and commands. Each
 * program records objects with other slugs, and these are replaced before the responses are compared.
 */
class SameWrites {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The same in all programs of a run, and different from those of earlier runs on the same database. */
    static final String RUN = Long.toString(System.currentTimeMillis(), 36);

    private final Map<String, SameAnswers.Exchange> exchanges = new LinkedHashMap<>();
    private final Path keys;
    private final Map<Integer, Instant> beforeWithdrawal = new LinkedHashMap<>();
    private final Map<Integer, String> cursors = new LinkedHashMap<>();
    private String editor;
    private String curator;

    private SameWrites(Path keys) {
        this.keys = keys;
    }

    /** Makes the key and its public part with the command of the first program. */
    static SameWrites of(String program, Path folder) throws Exception {
        SameWrites writes = new SameWrites(folder);
        Files.writeString(writes.publicKeys(), writes.run(program, "token", "--public-keys", "--key", writes.key()).output);
        writes.editor = writes.run(program, "token", "--name", "Ana", "--role", "editor", "--key", writes.key()).output.strip();
        return writes;
    }

    Path publicKeys() {
        return keys.resolve("keys.json");
    }

    private String key() {
        return keys.resolve("key.json").toString();
    }

    Map<String, SameAnswers.Exchange> exchanges(List<SameAnswers.Program> programs) throws Exception {
        // A token of the last program is used at all of them.
        curator = run(programs.get(programs.size() - 1).path(), "token", "--name", "Bo", "--role", "curator", "--key", key())
                .output
                .strip();
        tokens();
        mutations();
        history();
        subscriptions();
        withdrawals();
        exports();
        commands(programs.get(0));
        return exchanges;
    }

    // ------------------------------------------------------------------------------------------ tokens

    private void tokens() {
        String query = "{ country(code: \"NO\") { code } }";
        Map<String, String> all = new LinkedHashMap<>();
        all.put("editor", "Bearer " + editor);
        all.put("curator", "Bearer " + curator);
        all.put("forged", "Bearer " + editor.substring(0, editor.lastIndexOf('.') + 1) + curator.replaceFirst(".*\\.", ""));
        all.put("no JWT", "Bearer x.y.z");
        all.put("empty", "Bearer ");
        all.put("Basic", "Basic YTpi");
        for (String header : List.of(
                "{\"alg\":\"none\"}", "{\"alg\":\"HS256\"}", "{\"alg\":\"RS256\"}", "{\"alg\":\"RS256\",\"kid\":\"nope\"}",
                "{\"alg\":\"ES256\"}", "{\"alg\":\"PS256\"}", "{\"alg\":1}", "{", "[]")) {
            String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
            all.put(header, "Bearer " + encoded + editor.substring(editor.indexOf('.')));
        }
        all.put("too long", "Bearer " + "a".repeat(9000));
        all.forEach((name, value) -> {
            for (String accept : List.of("application/json", "application/graphql-response+json")) {
                exchanges.put("token: " + name + " " + accept, program -> answer(program, post(program, accept, value, query)));
            }
        });
        exchanges.put("token: the command", program -> {
            Ended ended = run(program.path(), "token", "--name", "Zoë", "--role", "editor", "--days", "2", "--key", key());
            String[] parts = ended.output.strip().split("\\.");
            JsonNode claims = SameAnswers.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return ended.code + decode(parts[0]) + claims.get("sub") + claims.get("roles") + claims.get("iss") + claims.get("aud")
                    + (claims.get("exp").asLong() - claims.get("iat").asLong());
        });
        exchanges.put("token: a new key", program -> {
            Path file = keys.resolve("key-" + program.number() + ".json");
            Ended first = run(program.path(), "token", "--public-keys", "--key", file.toString());
            Ended second = run(program.path(), "token", "--public-keys", "--key", file.toString());
            return first.code + Files.getPosixFilePermissions(file).toString().length() + " " + first.output.equals(second.output)
                    + SameAnswers.JSON.readTree(first.output).findValuesAsText("kty")
                    + SameAnswers.JSON.readTree(first.output).findValuesAsText("alg");
        });
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    // ------------------------------------------------------------------------------------------ mutations

    private static final String ERRORS = " userErrors { field code message } }";
    private static final String SOURCES = "[{title: \"A source\", publisher: \"The UN\", url: \"https://example.org/a\", language: \"en\"}]";

    private void mutations() {
        write("topic", p -> "mutation { recordTopic(input: {slug: \"%s\", title: \"Ünïcode 🇳🇴\"}) { topic { slug title } %s }"
                .formatted(slug(p), ERRORS));
        write("topic again", p -> "mutation { recordTopic(input: {slug: \"%s\", title: \"x\"}) { topic { slug } %s }"
                .formatted(slug(p), ERRORS));
        for (String name : List.of("event", "event again with its key")) {
            write(name, p -> ("mutation { recordEvent(input: {requestKey: \"%1$s\", slug: \"%1$s\", title: \"An event\", kind: STATEMENT,"
                            + " status: OCCURRED, date: \"2025-01\", endDate: \"2025-02\", topics: [\"%1$s\"], summary: \"a\\nb\","
                            + " participants: [{country: \"NO\", role: HOST}], sources: %2$s})"
                            + " { event { revision day title topics { slug } participants { role country { code } }"
                            + " sources { title publisher url language } } %3$s }")
                    .formatted(slug(p), SOURCES, ERRORS));
        }
        write("event with the same key and other input", p -> ("mutation { recordEvent(input: {requestKey: \"%1$s\", slug: \"%1$s-b\","
                + " title: \"x\", kind: VOTE, date: \"2025\", sources: %2$s}) { event { day } %3$s }").formatted(slug(p), SOURCES, ERRORS));
        write("event with everything wrong", p -> ("mutation { recordEvent(input: {slug: \"%1$s\", title: \" \", kind: VOTE,"
                + " date: \"2025\", endDate: \"2024\", topics: [\"nope\", \"nope\"], participants: [{country: \"ZZ\", role: HOST},"
                + " {country: \"NO\", role: HOST}, {country: \"NO\", role: HOST}], precededBy: [\"nope\"], sources: []})"
                + " { event { day } %2$s }").formatted(slug(p), ERRORS));
        for (String value : List.of("date: \"2025-02-30\"", "date: 2025", "date: null", "kind: NOPE", "sources: [{}]", "nope: 1",
                "sources: [{title: \"x\", url: \"ftp://example.org\"}]", "sources: [{title: \"x\", publishedOn: \"nope\"}]")) {
            write("event of a wrong type, " + value, p -> ("mutation { recordEvent(input: {slug: \"%s-c\", title: \"x\", kind: VOTE,"
                    + " date: \"2025\", sources: %s, %s}) { event { day } %s }").formatted(slug(p), SOURCES, value, ERRORS));
        }
        for (String country : List.of("NO", "SE", "NO", "nope")) {
            write("stance of " + country + " #" + exchanges.size(), p -> ("mutation { recordStance(input: {country: \"%s\", event: \"%s\","
                    + " position: SUPPORTS, act: STATEMENT, since: \"2025-01-15\", quote: \"“Yes”\", speaker: \"The minister\","
                    + " confidence: REPORTED, sources: %s}) { stance { revision position since until quote confidence country { code }"
                    + " event { slug margin tally { supports } } } %s }").formatted(country, slug(p), SOURCES, ERRORS));
        }
        write("two in one request, the second fails", p -> ("mutation { a: recordTopic(input: {slug: \"%1$s-a\", title: \"a\"}) { topic { slug }"
                + " %2$s b: recordTopic(input: {slug: null, title: \"b\"}) { topic { slug } %2$s }").formatted(slug(p), ERRORS));
        exchanges.put("mutation: without a token", program -> answer(program,
                post(program, "application/json", null, "mutation { recordTopic(input: {slug: \"a-b\", title: \"x\"}) { topic { slug } } }")));
        exchanges.put("mutation: over GET", program -> answer(program, send(program, HttpRequest.newBuilder(
                        program.address("/graphql?query=mutation%7B__typename%7D"))
                .header("Authorization", "Bearer " + editor))));
        write("revise the stance", p -> ("mutation { reviseStance(input: {id: \"%s\", revision: 1, reason: \"r\", position: OPPOSES,"
                + " clear: [\"quote\"]}) { stance { revision position quote } %s }").formatted(stance(p, "NO"), ERRORS));
        write("revise the stance again", p -> ("mutation { reviseStance(input: {id: \"%s\", revision: 1, reason: \"r\", position: NEUTRAL})"
                + " { stance { revision position } %s }").formatted(stance(p, "NO"), ERRORS));
        write("revise nothing", p -> ("mutation { reviseEvent(input: {id: \"nope\", revision: 1}) { event { slug } %s }").formatted(ERRORS));
        write("withdraw as an editor", p -> withdrawal("withdrawStance", stance(p, "NO"), 2));
    }

    private interface Document {

        String of(SameAnswers.Program program);
    }

    private void write(String name, Document document) {
        exchanges.put("mutation: " + name, program -> answer(program, write(program, editor, document.of(program))));
    }

    private static HttpResponse<String> write(SameAnswers.Program program, String token, String mutation) throws Exception {
        return post(program, "application/json", "Bearer " + token, mutation);
    }

    private static String withdrawal(String field, String id, int revision) {
        return "mutation { %s(input: {id: \"%s\", revision: %d, reason: \"It was an example\"}) { withdrawnId %s }"
                .formatted(field, id, revision, ERRORS);
    }

    private static String slug(SameAnswers.Program program) {
        return "same-%s-%d".formatted(RUN, program.number());
    }

    private static String event(SameAnswers.Program program) {
        return id("Event/" + slug(program));
    }

    private static String stance(SameAnswers.Program program, String country) {
        return id("Stance/" + slug(program) + "/" + country + "/2025-01-15");
    }

    private static String id(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    // ------------------------------------------------------------------------------------------ history and past

    private static final String HISTORY =
            """
            query($id: ID!) { history(id: $id) { totalCount nodes { kind by reason at cursor nodeId fields { name before after }
              node { __typename ... on Event { slug title } ... on Stance { position event { slug } } } } } }
            """;

    private static final String PAST =
            """
            query($id: ID!, $event: ID!, $time: DateTime!) @knownAt(time: $time) {
              event: node(id: $event) { ... on Event { slug title day margin tally { supports opposes } stances(first: 5) { totalCount
                nodes { position country { code name(language: "fr") } } } } }
              stance: node(id: $id) { ... on Stance { position since confidence quote } }
              countries(first: 3) { totalCount nodes { code stances(first: 2) { nodes { position event { title } } } } }
              events(first: 3, orderBy: DATE_ASC) { nodes { slug margin topics { slug } sources { title } } }
              search(text: "recognition", first: 3) { totalCount } }
            """;

    private void history() {
        exchanges.put("history: of the event", program -> {
            HttpResponse<String> response =
                    post(program, "application/json", null, HISTORY, Map.of("id", event(program)));
            cursors.put(program.number(), SameAnswers.JSON.readTree(response.body()).at("/data/history/nodes/0/cursor").asText());
            return answer(program, response);
        });
        exchanges.put("history: of the stance", program -> answer(program,
                post(program, "application/json", null, HISTORY, Map.of("id", stance(program, "NO")))));
        exchanges.put("history: changes of the event", program -> {
            JsonNode nodes = SameAnswers.JSON.readTree(post(program, "application/json", null,
                            "query($after: String) { changes(first: 250, after: $after) { nodes { kind by nodeId fields { name } } } }",
                            Map.of("after", cursors.get(program.number()))).body())
                    .at("/data/changes/nodes");
            // The other programs record changes at the same time.
            return normal(program, SameAnswers.stream(nodes)
                    .filter(node -> own(program, node.get("nodeId").asText()))
                    .toList()
                    .toString());
        });
        for (String time : List.of("\"1900-01-01T00:00:00Z\"", "\"2999-01-01T00:00:00Z\"", "\"nope\"", "1", "null", "\"2025-01-01\"")) {
            exchanges.put("history: known at " + time, program -> answer(program, post(program, "application/json", null,
                    "query @knownAt(time: %s) { countries(first: 1) { totalCount } }".formatted(time))));
        }
        for (String field : List.of("changes(first: 1) { totalCount }", "alignment(country: \"NO\", with: \"SE\") { score }",
                "history(id: \"x\") { totalCount }")) {
            exchanges.put("history: not of the past, " + field, program -> answer(program, post(program, "application/json", null,
                    "query @knownAt(time: \"%s\") { %s }".formatted(Instant.now().minusMillis(10), field))));
        }
    }

    // ------------------------------------------------------------------------------------------ subscriptions

    private static final String CHANGED =
            """
            subscription($event: String!, $after: String) { changed(event: $event, after: $after) { kind by reason at nodeId cursor
              fields { name before after } node { __typename ... on Event { slug title revision } ... on Stance { position } } } }
            """;

    private void subscriptions() {
        exchanges.put("subscription: WebSocket", program -> {
            Socket socket = new Socket(program);
            socket.send(Map.of("type", "connection_init", "payload", Map.of("Authorization", "Bearer " + editor)));
            socket.await("connection_ack");
            socket.send(Map.of("type", "ping"));
            socket.await("pong");
            socket.send(Map.of("id", "watch", "type", "subscribe", "payload", subscription(program)));
            // What has changed since, before what changes now.
            socket.await("\"next\"", 3);
            socket.send(Map.of("id", "write", "type", "subscribe", "payload", Map.of("query",
                    "mutation { reviseEvent(input: {id: \"%s\", revision: 1, reason: \"r\", title: \"Over a socket\"}) { event { revision } %s }"
                            .formatted(event(program), ERRORS))));
            socket.await("Over a socket");
            socket.await("\"write\"", 2);
            socket.send(Map.of("id", "watch", "type", "complete"));
            socket.send(Map.of("id", "query", "type", "subscribe", "payload", Map.of("query", "{ country(code: \"NO\") { name } nope }")));
            socket.await("\"query\"", 1);
            return normal(program, socket.end());
        });
        for (String payload : List.of("{\"Authorization\":\"Bearer nope\"}", "1", "null", "{\"Authorization\":1}")) {
            exchanges.put("subscription: WebSocket with the payload " + payload, program -> {
                Socket socket = new Socket(program);
                socket.text("{\"type\":\"connection_init\",\"payload\":%s}".formatted(payload));
                // Earlier, a subscription would race with the check of the token.
                socket.await("");
                if (socket.has("connection_ack")) {
                    socket.text("{\"id\":\"a\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ __typename }\"}}");
                    socket.await("\"id\":\"a\"");
                }
                return normal(program, socket.end());
            });
        }
        for (String message : List.of("nope", "{}", "{\"type\":\"nope\"}", "{\"id\":\"a\",\"type\":\"subscribe\"}",
                "{\"id\":\"a\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ __typename }\"}}")) {
            exchanges.put("subscription: WebSocket message " + message, program -> {
                Socket socket = new Socket(program);
                socket.text(message);
                return normal(program, socket.closed());
            });
        }
        exchanges.put("subscription: event stream", program -> {
            HttpRequest request = HttpRequest.newBuilder(program.address("/graphql"))
                    .header("Content-Type", "application/json")
                    .header("Accept", "text/event-stream")
                    .POST(BodyPublishers.ofString(SameAnswers.JSON.writeValueAsString(subscription(program))))
                    .build();
            return events(program, request, 4);
        });
        exchanges.put("subscription: stream of changes", program -> events(program, HttpRequest.newBuilder(program.address(
                "/changes/stream?event=" + slug(program) + "&after=" + cursors.get(program.number()))).build(), 4));
        for (String query : List.of("subscription { changed(event: 1) { kind } }", "subscription { nope }", "{ country(code: \"NO\") { name } }",
                "subscription { a: changed { kind } b: changed { kind } }", "{", "subscription @knownAt(time: \"2025-01-01T00:00:00Z\") { changed { kind } }")) {
            exchanges.put("subscription: event stream of " + query, program -> {
                HttpRequest request = HttpRequest.newBuilder(program.address("/graphql"))
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString(SameAnswers.JSON.writeValueAsString(Map.of("query", query))))
                        .build();
                return answer(program, HTTP.send(request, BodyHandlers.ofString()));
            });
        }
        for (String path : List.of("/changes/stream?after=nope", "/changes/stream?nope=1", "/changes/stream?country=Atlantis", "/changes/nope")) {
            exchanges.put("subscription: " + path, program -> answer(program, send(program, HttpRequest.newBuilder(program.address(path)))));
        }
    }

    private Map<String, Object> subscription(SameAnswers.Program program) {
        return Map.of("query", CHANGED, "variables", Map.of("event", slug(program), "after", cursors.get(program.number())));
    }

    /** The headers and the first events of a stream; comments that only keep it open are left out. */
    private static String events(SameAnswers.Program program, HttpRequest request, int number) throws Exception {
        HttpResponse<InputStream> response = HTTP.send(request, BodyHandlers.ofInputStream());
        StringBuilder text = new StringBuilder();
        try (InputStream body = response.body()) {
            for (int events = 0; events < number; ) {
                int next = body.read();
                if (next < 0) {
                    break;
                }
                text.append((char) next);
                if (text.toString().endsWith("\n\n")) {
                    events++;
                }
                if (text.toString().endsWith("\n:\n\n") || text.toString().equals(":\n\n")) {
                    text.setLength(text.length() - 3);
                    events--;
                }
            }
        }
        return normal(program, response.statusCode() + response.headers().map().toString() + text);
    }

    private static final class Socket implements WebSocket.Listener {

        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final List<String> log = new ArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        Socket(SameAnswers.Program program) {
            URI address = URI.create(program.address("/graphql").toString().replaceFirst("^http", "ws"));
            socket = HTTP.newWebSocketBuilder().subprotocols("graphql-transport-ws").buildAsync(address, this).join();
        }

        void send(Map<String, Object> message) throws IOException {
            text(SameAnswers.JSON.writeValueAsString(message));
        }

        void text(String message) {
            socket.sendText(message, true).join();
        }

        void await(String content) throws InterruptedException {
            await(content, 1);
        }

        boolean has(String content) {
            return log.stream().anyMatch(message -> message.contains(content));
        }

        /** Until so many of all messages have the content. */
        void await(String content, int number) throws InterruptedException {
            while (log.stream().filter(message -> message.contains(content)).count() < number) {
                String message = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (message == null) {
                    log.add("nothing with " + content);
                    return;
                }
                log.add(message);
            }
        }

        /** Sorted: a result and what it tells of may come in either order. */
        String end() {
            socket.abort();
            return String.join("\n", log.stream().sorted().toList());
        }

        String closed() throws InterruptedException {
            await("closed ");
            return end();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                received.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            received.add("closed " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            received.add("closed by " + error.getClass().getSimpleName());
        }
    }

    // ------------------------------------------------------------------------------------------ withdrawals

    private void withdrawals() {
        exchanges.put("mutation: withdraw the stance", program -> {
            beforeWithdrawal.put(program.number(), Instant.now());
            return answer(program, write(program, curator, withdrawal("withdrawStance", stance(program, "NO"), 2)));
        });
        exchanges.put("mutation: withdraw it again",
                program -> answer(program, write(program, curator, withdrawal("withdrawStance", stance(program, "NO"), 3))));
        exchanges.put("mutation: withdraw the event",
                program -> answer(program, write(program, curator, withdrawal("withdrawEvent", event(program), 2))));
        exchanges.put("history: known before the withdrawal", program -> answer(program, post(program, "application/json", null, PAST,
                Map.of("id", stance(program, "NO"), "event", event(program), "time", beforeWithdrawal.get(program.number()).toString()))));
        exchanges.put("history: after the withdrawal", program -> answer(program, post(program, "application/json", null,
                PAST.replace(", $time: DateTime!) @knownAt(time: $time)", ")"),
                Map.of("id", stance(program, "NO"), "event", event(program)))));
        exchanges.put("history: of what was withdrawn", program -> answer(program,
                post(program, "application/json", null, HISTORY, Map.of("id", stance(program, "NO")))));
    }

    // ------------------------------------------------------------------------------------------ exports and commands

    private void exports() {
        for (String rows : List.of("stances", "events", "alignments", "nope")) {
            for (String format : List.of("csv", "jsonl", "yaml", "nope")) {
                for (String filter : List.of("country=NO,SE&from=2015&to=2026", "nope=1", "country=Atlantis", "kind=VOTE&bom=true&from=2020&country=CN",
                        "topic=taliban-recognition", "from=2025-13", "position=NOPE")) {
                    String path = "/export/" + rows + "." + format + "?" + filter;
                    exchanges.put("export: " + path, program -> answer(program, send(program, HttpRequest.newBuilder(program.address(path)))));
                }
            }
        }
    }

    private void commands(SameAnswers.Program first) throws IOException {
        Path wrong = keys.resolve("wrong.yaml");
        Files.writeString(wrong, "events:\n  - slug: nope\n    date: x\n");
        Path good = Path.of("src/main/resources/record").toAbsolutePath();
        List<List<String>> all = new ArrayList<>(Stream.of(
                        "--help", "--version", "nope", "--nope", "token", "token --help", "token --name x", "token --name x --role nope",
                        "token --name x --role editor --days 999", "import", "import --help", "import record", "import record --help",
                        "import un-votes --help", "import record nope.yaml", "export --help", "export", "export stances --help",
                        "export events --help", "export alignments --help", "export stances --country nope", "export nope",
                        "export events --topic taliban-recognition --format jsonl", "export events --topic taliban-recognition --format yaml",
                        "export stances --topic taliban-recognition", "export alignments --country NO,SE --from 2024 --kind VOTE",
                        "migrate --help", "migrate", "health --help", "health --port 1", "health --nope", "help")
                .map(line -> List.of(line.split(" ")))
                .toList());
        all.add(List.of("import", "record", "--dry-run", wrong.toString()));
        all.add(List.of("import", "record", "--dry-run", good.toString()));
        for (List<String> command : all) {
            exchanges.put("command: " + String.join(" ", command), program -> {
                Ended ended = run(program, command);
                return ended.code + ended.output;
            });
        }
    }

    record Ended(int code, String output) {}

    private Ended run(String path, String... arguments) throws Exception {
        return run(path, Map.of(), List.of(arguments));
    }

    private Ended run(SameAnswers.Program program, List<String> arguments) throws Exception {
        return run(program.path(), program.database(), arguments);
    }

    /** What varies between runs is replaced: times, durations, rates, memory and the thread of a line of the log. */
    private Ended run(String path, Map<String, String> environment, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(SameAnswers.Program.command(path));
        command.addAll(arguments);
        Path log = Files.createTempFile("same-answers", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        String output = Files.readString(log)
                .replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d[.,]\\d+ ", "")
                .replaceAll("\\(([\\w-]+)\\) ", "(THREAD) ")
                .replaceAll("(?m)^.*(?:powered by Quarkus|Profile |Installed features|stopped in).*\n", "")
                .replaceAll("\\d+(?:\\.\\d+)? ?(?:ms|s|minutes|seconds)\\b", "TIME");
        return new Ended(process.exitValue(), output);
    }

    // ------------------------------------------------------------------------------------------ HTTP

    private static HttpResponse<String> post(SameAnswers.Program program, String accept, String authorization, String query) throws Exception {
        return post(program, accept, authorization, query, Map.of());
    }

    private static HttpResponse<String> post(
            SameAnswers.Program program, String accept, String authorization, String query, Map<String, Object> variables) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(program.address("/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(SameAnswers.JSON.writeValueAsString(Map.of("query", query, "variables", variables))));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return send(program, request);
    }

    private static HttpResponse<String> send(SameAnswers.Program program, HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.timeout(Duration.ofMinutes(5)).build(), BodyHandlers.ofString());
    }

    private static String answer(SameAnswers.Program program, HttpResponse<String> response) {
        return normal(program, response.statusCode() + response.headers().map().toString() + response.body());
    }

    private static final Pattern WORD = Pattern.compile("[\\w-]{20,}");

    /** Without names that a program has for itself, times and positions in the feed. */
    private static String normal(SameAnswers.Program program, String text) {
        String named = WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(own(program, word.group()) ? "ID" : word.group()));
        return named.replace(slug(program), "SLUG")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
                .replaceAll("(?i)(\"cursor\":\"|id: )[^\"\n]*", "$1CURSOR")
                .replaceAll("(?i)\\b(date|last-modified|etag)=\\[[^\\]]*\\]", "$1")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID");
    }

    private static boolean own(SameAnswers.Program program, String word) {
        try {
            return decode(word).contains(slug(program));
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}
