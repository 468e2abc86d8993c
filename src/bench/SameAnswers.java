import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/*
 * Checks that programs give the same responses: the jar and native executables, however they were compiled. Starts each on
 * the same database and sends the same requests: the examples, every field of every type, names of countries in every
 * language, invalid requests of every kind, unusual HTTP, the files of the explorer page, health and the names of metrics.
 * Then access tokens, mutations, subscriptions, the past, exports and the commands: see SameWrites. That changes the database.
 *
 * With JDK 25, after mvn package:
 *   java -cp "target/quarkus-app/lib/main/*" src/bench/SameAnswers.java postgresql://HOST:PORT/DATABASE USER PROGRAM...
 *
 * A program is the path of an executable or of a quarkus-run.jar, which runs on the same JVM as this. The others are
 * compared with the first. Exit code: 0 if all responses are the same, else 1. With -Donly=REGEX only the requests are sent
 * whose names begin with a match, such as -Donly='file|http'; later writes need the earlier ones.
 *
 * Ignores what differs between two runs of one program (the header Date, the ids in messages of internal errors) and the
 * order of fields and types in introspection, of headers and of health checks, which is not defined.
 */
public class SameAnswers {

    static final ObjectMapper JSON = new ObjectMapper();

    static final Pattern LISTENING = Pattern.compile(
            "Listening on: http://[^:]+:(\\d+)\\. Management interface listening on http://[^:]+:(\\d+)");

    static final Pattern ONLY = Pattern.compile(System.getProperty("only", ""));

    public static void main(String... arguments) throws Exception {
        String database = arguments[0];
        String user = arguments[1];
        List<String> paths = Arrays.asList(arguments).subList(2, arguments.length);
        List<Program> programs = new ArrayList<>();
        boolean alike;
        try {
            SameWrites writes = SameWrites.of(paths.get(0), Files.createTempDirectory("same-answers"));
            Map<String, String> environment = Map.of(
                    "QUARKUS_DATASOURCE_REACTIVE_URL", database,
                    "QUARKUS_DATASOURCE_USERNAME", user,
                    "DEMARCHE_TOKENS_ISSUER", "demarche",
                    "DEMARCHE_TOKENS_KEYS", writes.publicKeys().toString());
            for (String path : paths) {
                programs.add(Program.start(path, programs.size(), environment));
            }
            Map<String, Exchange> exchanges = exchanges(programs.get(0));
            exchanges.putAll(writes.exchanges(programs));
            exchanges.put("management: names of metrics", SameAnswers::metrics);
            exchanges.keySet().removeIf(name -> !ONLY.matcher(name).lookingAt());
            alike = compare(programs, exchanges);
        } finally {
            programs.forEach(Program::stop);
        }
        System.exit(alike ? 0 : 1);
    }

    static boolean compare(List<Program> programs, Map<String, Exchange> exchanges) throws Exception {
        Program first = programs.get(0);
        Map<String, Integer> kinds = new TreeMap<>();
        int different = 0;
        for (Map.Entry<String, Exchange> exchange : exchanges.entrySet()) {
            kinds.merge(exchange.getKey().replaceFirst("(?s):.*", ""), 1, Integer::sum);
            String expected = exchange.getValue().answer(first);
            for (Program other : programs.subList(1, programs.size())) {
                String found = exchange.getValue().answer(other);
                if (!found.equals(expected)) {
                    different++;
                    System.out.printf("%n%s%n  %s: %s%n  %s: %s%n", exchange.getKey(), first.path, around(expected, found),
                            other.path, around(found, expected));
                }
            }
        }
        System.out.printf("%n%d requests to each of %d programs, %d different responses%n%s%n",
                exchanges.size(), programs.size(), different, kinds);
        return different == 0;
    }

    /** The text around the first difference. */
    static String around(String text, String other) {
        int start = Math.max(0, Arrays.mismatch(text.toCharArray(), other.toCharArray()) - 80);
        return text.substring(Math.min(start, text.length()), Math.min(text.length(), start + 400)).replace("\n", "\\n");
    }

    static Map<String, Exchange> exchanges(Program first) throws Exception {
        Map<String, Exchange> exchanges = new LinkedHashMap<>();
        for (Path example : files(Path.of("src/main/resources/examples"), ".graphql")) {
            exchanges.put("example: " + example.getFileName(), graphql(Files.readString(example), Map.of()));
        }
        JsonNode schema = JSON.readTree(body(post(INTROSPECTION, Map.of()).raw(first))).at("/data/__schema");
        exchanges.put("introspection: all", inAnyOrder(INTROSPECTION));
        for (JsonNode field : field(schema, "Query")) {
            String name = field.get("name").asText();
            exchanges.put("types: " + name, graphql("{ " + selection(schema, field, 4) + " }", Map.of()));
        }
        for (JsonNode type : schema.get("types")) {
            String query = "{ __type(name: \"%s\") { name kind description fields { name } enumValues { name } } }"
                    .formatted(type.get("name").asText());
            exchanges.put("introspection: " + type.get("name").asText(), inAnyOrder(query));
        }
        languages().forEach(tag -> exchanges.put("language: " + tag, graphql(NAMES, Map.of("language", tag))));
        mistakes().forEach((query, variables) -> exchanges.put("mistake: " + query + " " + variables, graphql(query, variables)));
        edges().forEach((name, request) -> exchanges.put("http: " + name, new Raw(request, false)));
        for (String path : paths()) {
            exchanges.put("file: " + path, new Raw(request("GET", path, "", ""), false));
        }
        for (String path : List.of("/q/health/live", "/q/health/ready", "/q/health/started", "/q/health/nope", "/", "/q")) {
            exchanges.put("management: " + path, checksInAnyOrder(new Raw(request("GET", path, "", ""), true)));
        }
        return exchanges;
    }

    static Exchange inAnyOrder(String query) {
        return program -> sorted(JSON.readTree(body(post(query, Map.of()).raw(program)))).toString();
    }

    /** Health checks run at the same time, and are listed in the order in which they end. */
    static Exchange checksInAnyOrder(Raw request) {
        return program -> {
            String answer = request.answer(program);
            int body = answer.indexOf("\r\n\r\n") + 4;
            return body > 3 && answer.startsWith("{", body)
                    ? answer.substring(0, body) + sorted(JSON.readTree(answer.substring(body)))
                    : answer;
        };
    }

    /** The service's own metrics: those of Quarkus differ between JVM and native executable. */
    static String metrics(Program program) throws IOException {
        return body(new Raw(request("GET", "/q/metrics", "", ""), true).raw(program)).lines()
                .filter(line -> line.startsWith("# TYPE demarche_") || line.startsWith("# TYPE sql_")
                        || line.startsWith("# TYPE http_server_requests") || line.startsWith("# TYPE jvm_gc_pause_seconds ")
                        || line.startsWith("# TYPE jvm_memory_used_bytes ") || line.startsWith("# TYPE jvm_memory_max_bytes "))
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    // ------------------------------------------------------------------------------------------ requests

    static final String INTROSPECTION =
            """
            { __schema { queryType { name } mutationType { name } subscriptionType { name } directives { name description
              isRepeatable locations args { ...input } } types { kind name description specifiedByURL isOneOf
              fields(includeDeprecated: true) { name description isDeprecated deprecationReason args { ...input } type { ...type } }
              inputFields { ...input } interfaces { name } possibleTypes { name }
              enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } } } }
            fragment input on __InputValue { name description defaultValue type { ...type } }
            fragment type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { name } } } } }
            """;

    static final String NAMES =
            """
            query Names($language: String!) { countries(first: 100) { nodes { code name(language: $language) } } }
            """;

    /** Values of required arguments. */
    static final Map<String, String> REQUIRED = Map.of(
            "code", "\"RU\"",
            "country", "\"RU\"",
            "with", "\"CN\"",
            "slug", "\"russia-recognises-taliban-government\"",
            "text", "\"taliban\"",
            "id", "\"Q291bnRyeTox\"",
            "ids", "[\"Q291bnRyeTox\", \"nope\"]");

    static Iterable<JsonNode> field(JsonNode schema, String type) {
        return type(schema, type).get("fields");
    }

    static JsonNode type(JsonNode schema, String name) {
        for (JsonNode type : schema.get("types")) {
            if (type.get("name").asText().equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** The field with its selection, to the given depth. */
    static String selection(JsonNode schema, JsonNode field, int levels) {
        List<String> arguments = new ArrayList<>();
        for (JsonNode argument : field.get("args")) {
            String name = argument.get("name").asText();
            boolean required = argument.at("/type/kind").asText().equals("NON_NULL") && argument.get("defaultValue").isNull();
            if (required) {
                String value = field.get("name").asText().equals("topic") ? "\"taliban-recognition\""
                        : field.get("name").asText().equals("bloc") ? "\"NATO\"" : REQUIRED.getOrDefault(name, "\"RU\"");
                arguments.add(name + ": " + value);
            } else if (name.equals("first")) {
                arguments.add("first: 2");
            }
        }
        String head = field.get("name").asText() + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")");
        JsonNode type = field.get("type");
        while (!type.path("ofType").isMissingNode() && !type.path("ofType").isNull()) {
            type = type.get("ofType");
        }
        JsonNode whole = type(schema, type.get("name").asText());
        return switch (whole.get("kind").asText()) {
            case "SCALAR", "ENUM" -> head;
            default -> {
                String below = below(schema, whole, levels - 1);
                yield below.isEmpty() ? "" : head + " { " + below + " }";
            }
        };
    }

    static String below(JsonNode schema, JsonNode type, int levels) {
        if (levels == 0) {
            return "__typename";
        }
        if (type.get("kind").asText().equals("OBJECT")) {
            List<String> fields = new ArrayList<>(List.of("__typename"));
            type.get("fields").forEach(field -> fields.add(selection(schema, field, levels)));
            return String.join(" ", fields);
        }
        List<String> parts = new ArrayList<>(List.of("__typename"));
        int number = 0;
        for (JsonNode possible : type.get("possibleTypes")) {
            JsonNode object = type(schema, possible.get("name").asText());
            String scalars = Stream.of(object.get("fields"))
                    .flatMap(fields -> stream(fields))
                    .filter(field -> selection(schema, field, 1).matches("\\w+"))
                    .map(field -> alias(field.get("name").asText(), object))
                    .collect(Collectors.joining(" "));
            parts.add("... on %s { %s }".formatted(possible.get("name").asText(), scalars));
            number++;
        }
        return number == 0 ? "" : String.join(" ", parts);
    }

    /** An alias, because fields of the same name have different types in different objects. */
    static String alias(String field, JsonNode type) {
        return "%s_%s: %s".formatted(type.get("name").asText(), field, field);
    }

    static Stream<JsonNode> stream(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items.stream();
    }

    static Set<String> languages() {
        Set<String> tags = new TreeSet<>();
        Stream.of(Locale.getAvailableLocales()).map(Locale::toLanguageTag).forEach(tags::add);
        tags.addAll(List.of(Locale.getISOLanguages()));
        tags.addAll(List.of("zh-Hant-FR", "af-Arab", "es-ZZ", "no", "nb-NO", "iw", "in", "ji", "sh", "sr-ME", "und", "und-CH", "x-private",
                "i-klingon", "tlh", "qaa", "en-GB", "EN", "zh-yue", "cmn", "fr-1694acad", "fr-FR-u-ca-gregory", "th-TH-u-nu-thai",
                "", "français", "fr_FR", "f", "-", "abcdefghi"));
        return tags;
    }

    static Map<String, Map<String, Object>> mistakes() {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        for (String query : List.of(
                "{", "", "}", "{ nope }", "{ countries }", "{ countries { nope } }", "query A { __typename } query A { __typename }",
                "query A { __typename } query B { __typename }", "{ country { code } }", "{ country(code: 1) { code } }",
                "{ country(code: null) { code } }", "{ country(code: \"RU\", nope: 1) { code } }", "{ country(code: \"Atlantis\") { code } }",
                "{ country(code: \"RU\") { name(language: 5) } }", "{ country(code: \"RU\") { name(language: \"fr_FR\") } }",
                "{ countries(first: 0) { totalCount } }", "{ countries(first: 251) { totalCount } }", "{ countries(first: -1) { totalCount } }",
                "{ countries(first: 99999999999) { totalCount } }", "{ countries(first: 1.5) { totalCount } }",
                "{ countries(first: \"1\") { totalCount } }", "{ countries(first: true) { totalCount } }",
                "{ countries(first: 1, last: 1) { totalCount } }", "{ countries(after: \"nope\") { totalCount } }",
                "{ countries(orderBy: NOPE) { totalCount } }", "{ countries(orderBy: \"NAME_ASC\") { totalCount } }",
                "{ countries(orderBy: 1) { totalCount } }", "{ countries(orderBy: null) { totalCount } }",
                "{ countries(filter: {nope: 1}) { totalCount } }", "{ countries(filter: 1) { totalCount } }",
                "{ countries(filter: {existedOn: \"2024-02-30\"}) { totalCount } }", "{ countries(filter: {codes: [\"Russia\"]}) { totalCount } }",
                "{ events(filter: {date: {from: \"13\", until: \"x\"}}) { totalCount } }", "{ events(filter: {kinds: [NOPE]}) { totalCount } }",
                "{ events(filter: {kinds: VOTE}) { totalCount } }", "{ stances(filter: {positions: [1]}) { totalCount } }",
                "{ stances(filter: {countries: [\"Russia\"]}) { totalCount } }", "{ node(id: \"nope\") { id } }", "{ node(id: 5) { id } }",
                "{ node(id: \"Q291bnRyeTo5OTk5OTk\") { id } }", "{ nodes(ids: []) { id } }", "{ nodes(ids: null) { id } }",
                "{ search(text: \"\") { totalCount } }", "{ search(text: \"\u0000\") { totalCount } }", "{ search(text: \"a\", types: [NOPE]) { totalCount } }",
                "{ event(slug: \"russia-recognises-taliban-government\") { tally(on: \"nope\") { supports } } }",
                "{ event(slug: \"russia-recognises-taliban-government\") { tally(bloc: \"NOPE\") { supports } } }",
                "{ ...nope }", "{ ...a } fragment a on Query { ...a }", "fragment a on Query { __typename }",
                "{ __typename @nope }", "{ __typename @include }", "{ __typename @skip(if: 1) }", "{ __typename @include(if: false) }",
                "mutation { nope }", "subscription { nope }", "query($a: Nope) { __typename }", "query($a: Int!) { countries(first: $a) { totalCount } }",
                "query($a: Int) { __typename }", "{ a: __typename a: countries { totalCount } }", "{ country(code: \"\\uD800\") { code } }",
                "# nothing", "{ country(code: \"\"\"RU\"\"\") { code } }", "{ __schema { types { fields { nope } } } }",
                "{ countries(first: 1) { nodes { code ... on Event { slug } } } }", "\u00e9", "{ __type { name } }", "{ country(code: 'RU') { code } }")) {
            all.put(query, Map.of());
        }
        String first = "query($v: Int) { countries(first: $v) { totalCount } }";
        String order = "query(  $v: CountryOrder) { countries(orderBy: $v) { totalCount } }";
        String date = "query($v: Date) { countries(filter: {existedOn: $v}) { totalCount } }";
        String filter = "query($v: CountryFilter) { countries(filter: $v) { totalCount } }";
        String code = "query($v: String!) { country(code: $v) { code } }";
        String ids = "query($v: [ID!]!) { nodes(ids: $v) { id } }";
        String partial = "query($v: PartialDate) { __typename }";
        int n = 0;
        for (String query : List.of(first, order, date, filter, code, ids, partial)) {
            for (Object value : Arrays.asList(null, 1, 1.0, 1.5, 99999999999L, -1, true, "1", "", "NAME_DESC", "NOPE", "2024-02-30", "2024-02-29",
                    "0000-01-01", List.of(), List.of(1), List.of("x"), Map.of(), Map.of("nope", 1), Map.of("codes", List.of("RU")), "\u0000", "🇷🇺")) {
                Map<String, Object> variables = new LinkedHashMap<>();
                variables.put("v", value);
                all.put(query + " #" + n++, variables);
            }
        }
        return all;
    }

    static Map<String, byte[]> edges() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        String query = "{\"query\":\"{ __typename }\"}";
        String json = "Content-Type: application/json\r\n";
        for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "NOPE", "CONNECT")) {
            all.put(method, request(method, "/graphql", json, method.equals("HEAD") ? "" : query));
        }
        for (String type : List.of("application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/graphql",
                "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "nope", "*/*", "application/JSON")) {
            all.put("Content-Type " + type, request("POST", "/graphql", "Content-Type: " + type + "\r\n", query));
        }
        all.put("no Content-Type", request("POST", "/graphql", "", query));
        for (String accept : List.of("*/*", "application/json", "application/graphql-response+json", "text/html", "image/png", "application/*", "nope",
                "application/json;q=0", "application/json;q=0.1, application/graphql-response+json;q=0.9", "text/html, */*;q=0.1")) {
            for (String body : List.of(query, "{\"query\":\"{ nope }\"}")) {
                all.put("Accept " + accept + " " + body, request("POST", "/graphql", json + "Accept: " + accept + "\r\n", body));
            }
        }
        for (String body : List.of("", " ", "{", "[]", "null", "1", "\"x\"", "{}", "[{\"query\":\"{ __typename }\"}]", "{\"query\":1}",
                "{\"query\":null}", "{\"query\":\"\"}", "{\"query\":\"{ __typename }\",\"variables\":1}", "{\"query\":\"{ __typename }\",\"variables\":\"{}\"}",
                "{\"query\":\"{ __typename }\",\"operationName\":1}", "{\"query\":\"{ __typename }\",\"operationName\":\"A\"}",
                "{\"query\":\"query A { __typename } query B { a: __typename }\",\"operationName\":\"B\"}",
                "{\"query\":\"{ __typename }\",\"extensions\":[]}", query + query, "{\"query\":\"{ __typename\n}\"}", "[".repeat(5000),
                "{\"query\":\"# c\\n{ __typename }\"}", "{\"query\":\"{ __typename }\",\"nope\":{\"a\":[1,2.5e10,true,null]}}")) {
            all.put("body " + body.substring(0, Math.min(60, body.length())) + " #" + all.size(), request("POST", "/graphql", json, body));
        }
        all.put("body in Latin-1", request("POST", "/graphql", json, "{\"query\":\"{ country(code: \\\"é\\\") { code } }\"}".getBytes(StandardCharsets.ISO_8859_1)));
        // Only announced: the connection may be reset while a complete body is sent, before the response is read.
        all.put("body too large", ("POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + json
                + "Content-Length: 1048577\r\n\r\n{").getBytes(StandardCharsets.UTF_8));
        all.put("chunked", ("POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + json + "Transfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(query.length()) + "\r\n" + query + "\r\n0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        all.put("gzip", request("POST", "/graphql", json + "Accept-Encoding: gzip\r\n", query));
        for (String path : List.of("/graphql", "/graphql?query=%7B__typename%7D", "/graphql?query=", "/graphql?query=%7B", "/graphql?query=%ZZ",
                "/graphql?query=mutation%7Bnope%7D", "/graphql?query=%7B__typename%7D&variables=%7B%7D", "/graphql?query=%7B__typename%7D&variables=1",
                "/graphql?query=%7B__typename%7D&variables=x", "/graphql?query=query%20A%7B__typename%7D&operationName=A",
                "/graphql?query=query%20A%7B__typename%7D&operationName=B", "/graphql?query=%7B__typename%7D&query=%7Bnope%7D", "/graphql/",
                "/graphql/schema.graphql", "/graphql/nope", "/graphql?query=" + "a".repeat(5000))) {
            all.put("GET " + path.substring(0, Math.min(80, path.length())), request("GET", path, "", ""));
        }
        all.put("HTTP/1.2", "GET / HTTP/1.2\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        for (String protocol : List.of("graphql-transport-ws", "graphql-ws", "nope")) {
            all.put("WebSocket " + protocol, ("GET /graphql HTTP/1.1\r\nHost: x\r\n" + upgrade + "Sec-WebSocket-Protocol: " + protocol
                    + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        }
        all.put("WebSocket without protocol", ("GET /graphql HTTP/1.1\r\nHost: x\r\n" + upgrade + "\r\n").getBytes(StandardCharsets.UTF_8));
        all.put("h2c", ("GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        all.put("HTTP/1.0", "GET /graphql?query=%7B__typename%7D HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        all.put("HTTP/3.0", "GET / HTTP/3.0\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        all.put("no HTTP", "nope\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        all.put("no Host", "GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        all.put("long header", request("GET", "/graphql?query=%7B__typename%7D", "X: " + "a".repeat(20000) + "\r\n", ""));
        return all;
    }

    static Set<String> paths() throws IOException {
        Set<String> paths = new LinkedHashSet<>(List.of("/", "/graphiql", "/graphiql/", "/graphiql/examples.json", "/atlas", "/atlas/", "/atlas/nope", "/favicon.ico", "/nope", "/graphiql/nope",
                "/graphiql/../pom.xml", "/%2e%2e/etc/passwd", "/META-INF/resources", "/record/index.txt", "/q/health", "/q/metrics"));
        Path resources = Path.of("target/classes/META-INF/resources");
        try (Stream<Path> files = Files.walk(resources)) {
            files.filter(Files::isRegularFile)
                    .map(file -> "/" + resources.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .forEach(paths::add);
        }
        return paths;
    }

    static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    // ------------------------------------------------------------------------------------------ HTTP

    /** The response of the program, without what differs between runs. */
    interface Exchange {

        String answer(Program program) throws Exception;
    }

    static Raw post(String query, Map<String, Object> variables) throws IOException {
        return new Raw(
                request("POST", "/graphql", "Content-Type: application/json\r\n",
                        JSON.writeValueAsString(Map.of("query", query, "variables", variables))),
                false);
    }

    static Exchange graphql(String query, Map<String, Object> variables) {
        try {
            return post(query.replaceFirst(" #\\d+$", ""), variables);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] request(String method, String path, String headers, String body) {
        return request(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] request(String method, String path, String headers, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String length = method.equals("GET") ? "" : "Content-Length: " + body.length + "\r\n";
        bytes.writeBytes("%s %s HTTP/1.1\r\nHost: demarche.example\r\nConnection: close\r\n%s%s\r\n"
                .formatted(method, path, headers, length)
                .getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    record Raw(byte[] request, boolean management) implements Exchange {

        String raw(Program program) throws IOException {
            try (Socket socket = new Socket("127.0.0.1", management ? program.management : program.port)) {
                socket.setSoTimeout(60_000);
                socket.getOutputStream().write(request);
                return read(socket);
            } catch (IOException broken) {
                return "no response: " + broken.getClass().getSimpleName();
            }
        }

        /** Reads to the end; from a connection that stays open, such as a WebSocket, what arrives within three seconds. */
        private static String read(Socket socket) throws IOException {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            byte[] buffer = new byte[65536];
            try {
                for (int read = socket.getInputStream().read(buffer); read >= 0; read = socket.getInputStream().read(buffer)) {
                    answer.write(buffer, 0, read);
                    if (answer.toString(StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 101")) {
                        socket.setSoTimeout(3_000);
                    }
                }
            } catch (SocketTimeoutException open) {
                answer.writeBytes("(open)".getBytes(StandardCharsets.UTF_8));
            }
            return answer.toString(StandardCharsets.UTF_8);
        }

        @Override
        public String answer(Program program) throws IOException {
            return headersInAnyOrder(raw(program))
                    .replaceAll("(?im)^(date|last-modified): .*\r\n", "")
                    .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                    .replaceAll(":" + program.port + "\\b", ":PORT");
        }
    }

    /** The order of headers with different names has no meaning, and may differ between two runs of one program. */
    static String headersInAnyOrder(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            return answer;
        }
        String[] lines = answer.substring(0, end).split("\r\n");
        Arrays.sort(lines, 1, lines.length);
        return String.join("\r\n", lines) + answer.substring(end);
    }

    static String body(String answer) {
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        return answer.contains("transfer-encoding: chunked") ? body.replaceAll("\r\n[0-9a-f]+\r\n|^[0-9a-f]+\r\n", "") : body;
    }

    /** Sorts the elements of lists and the fields of objects by their text. */
    static Object sorted(JsonNode node) {
        if (node.isArray()) {
            return stream(node).map(item -> sorted(item).toString()).sorted().toList();
        }
        if (node.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return fields;
        }
        return node;
    }

    /** @param database the environment variables by which a command finds the database of the program */
    record Program(String path, int number, Map<String, String> database, Process process, int port, int management) {

        static Program start(String path, int number, Map<String, String> database) throws Exception {
            ProcessBuilder builder = new ProcessBuilder(command(path)).redirectErrorStream(true);
            builder.environment().putAll(database);
            builder.environment().putAll(Map.of(
                    "QUARKUS_HTTP_PORT", "0",
                    "QUARKUS_HTTP_HOST", "127.0.0.1",
                    "QUARKUS_MANAGEMENT_PORT", "0",
                    "QUARKUS_MANAGEMENT_HOST", "127.0.0.1"));
            Path log = Files.createTempFile("same-answers", ".log");
            Process process = builder.redirectOutput(log.toFile()).start();
            while (process.isAlive()) {
                Matcher listening = LISTENING.matcher(Files.readString(log));
                if (listening.find()) {
                    return new Program(
                            path,
                            number,
                            database,
                            process,
                            Integer.parseInt(listening.group(1)),
                            Integer.parseInt(listening.group(2)));
                }
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            throw new IllegalStateException(Files.readString(log));
        }

        static List<String> command(String path) {
            return path.endsWith(".jar")
                    ? List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", path)
                    : List.of(path);
        }

        URI address(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        void stop() {
            process.destroy();
        }
    }
}
