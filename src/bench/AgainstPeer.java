import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The service beside PostGraphile on the same database, the two in turn in each round: three queries, first with answers
 * that cannot be used again, then one request again and again with answers that are kept.
 *
 * <p>After {@code mvn -DskipTests package}, with wrk on the PATH:
 * {@code java -cp "target/quarkus-app/lib/main/*" src/bench/AgainstPeer.java RECORD PEER [seconds] [rounds]}
 *
 * <p>RECORD is the folder of an embedded database into which the votes of the UN have been imported (README, Import; the
 * environment variable DEMARCHE_EMBEDDED_DATA_DIR names it). PEER is a folder with postgraphile.mjs, schema.sql (the peer's
 * tables), queries/q1.peer.json to q3.peer.json and, after {@code npm install}, PostGraphile itself. JAVA_OPTIONS are those
 * of the service; -Xmx320m when left out.
 */
public class AgainstPeer {

    static final int CONNECTIONS = 16;

    /** Each is asked in this many forms. */
    static final int FORMS = 180;

    static final String LUA =
            """
            local bodies, n = {}, 0
            for line in io.lines(os.getenv("BODIES")) do bodies[#bodies + 1] = line end
            wrk.method = "POST"
            wrk.headers["Content-Type"] = "application/json"
            wrk.headers["Accept"] = "application/json"
            local forms = {}
            init = function() for i, body in ipairs(bodies) do forms[i] = wrk.format(nil, nil, nil, body) end end
            request = function() n = n % #forms + 1; return forms[n] end
            """;

    static final List<String> OURS = List.of(
            "query Q1($after: String) { events(first: 20, after: $after) { nodes { title date stances(first: 5) { nodes {"
                    + " position country { code name } } } } } }",
            "query Q2($code: String!) { country(code: $code) { name stances(first: 20) { nodes { position since event {"
                    + " title date } } } } }",
            "query Q3($code: String!) { country(code: $code) { name stances(first: 10) { nodes { position event { title"
                    + " stances(first: 10) { nodes { position country { code name } } } } } } } }");

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Path work;

    public static void main(String... arguments) throws Exception {
        Path record = Path.of(arguments[0]).toAbsolutePath();
        Path peer = Path.of(arguments[1]).toAbsolutePath();
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3;
        work = Files.createTempDirectory("demarche-bench");
        Files.writeString(work.resolve("bodies.lua"), LUA);
        System.out.printf("%-34s %8s %10s %12s %8s %6s%n", "", "req/s", "p99", "CPU ms/req", "refused", "RSS");
        // Two of the service, for only one may have the embedded database: its own, and one beside it that keeps nothing.
        try (Running keeping = service(Map.of("DEMARCHE_EMBEDDED_DATA_DIR", record.toString()))) {
            int port = Integer.parseInt(
                    Files.readAllLines(record.resolve("postgres/postmaster.pid")).get(3));
            List<List<String>> bodies;
            try (Connection database = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", null)) {
                fill(database, peer);
                bodies = bodies(database, keeping.address);
            }
            try (Running fresh = service(Map.of(
                            "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + port + "/postgres",
                            "QUARKUS_DATASOURCE_USERNAME", "postgres",
                            "DEMARCHE_ANSWERS_SIZE", "0"));
                    Running other = postgraphile(peer, port)) {
                for (int round = 1; round <= rounds; round++) {
                    for (int query = 0; query < OURS.size(); query++) {
                        String name = "round %d, q%d ".formatted(round, query + 1);
                        List<String> theirs = forms(Files.readString(
                                peer.resolve("queries/q%d.peer.json".formatted(query + 1))));
                        measure(name + "peer", other, theirs, seconds);
                        measure(name + "not kept", fresh, bodies.get(query), seconds);
                        measure(name + "kept", keeping, bodies.get(query).subList(0, 1), seconds);
                    }
                }
            }
        } finally {
            try (Stream<Path> files = Files.list(work)) {
                files.forEach(file -> file.toFile().delete());
            }
            Files.delete(work);
        }
    }

    static List<String> forms(String body) {
        return Stream.iterate(1, n -> n + 1)
                .limit(FORMS)
                .map(n -> body.strip().replace("\"@N\"", "" + n).replace("@N", "" + n))
                .toList();
    }

    /** The same pages and countries as the peer is asked for. */
    static List<List<String>> bodies(Connection database, URI address) throws Exception {
        List<String> cursors = new ArrayList<>();
        String after = "";
        while (cursors.size() < FORMS) {
            String page = ask(address, "{\"query\":\"{ events(first: 100" + after + ") { edges { cursor } } }\"}");
            List<String> found = Pattern.compile("\"cursor\":\"([^\"]+)\"").matcher(page).results()
                    .map(match -> match.group(1))
                    .toList();
            cursors.addAll(found);
            after = ", after: \\\"" + found.get(found.size() - 1) + "\\\"";
        }
        List<String> codes = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select code from country order by id limit " + FORMS)) {
            while (rows.next()) {
                codes.add(rows.getString(1));
            }
        }
        return List.of(
                bodies(OURS.get(0), "after", cursors.subList(0, FORMS)),
                bodies(OURS.get(1), "code", codes),
                bodies(OURS.get(2), "code", codes));
    }

    static List<String> bodies(String query, String variable, List<String> values) {
        return values.stream()
                .map(value ->
                        "{\"query\":\"%s\",\"variables\":{\"%s\":\"%s\"}}".formatted(query, variable, value))
                .toList();
    }

    static void fill(Connection database, Path peer) throws Exception {
        try (Statement statement = database.createStatement()) {
            statement.execute(Files.readString(peer.resolve("schema.sql")));
            statement.execute("""
                    set search_path = public;
                    insert into peer.country select id, code, name, region from country;
                    insert into peer.event select id, title, kind, day from event;
                    insert into peer.stance select id, country_id, event_id, position, since_day, summary from stance;
                    analyze;
                    """);
        }
    }

    static void measure(String name, Running server, List<String> bodies, int seconds) throws Exception {
        Path file = work.resolve("bodies.txt");
        Files.write(file, bodies);
        String answer = ask(server.address, bodies.get(0));
        if (answer.contains("\"errors\"") || !answer.startsWith("{\"data\"")) {
            throw new IllegalStateException(answer);
        }
        wrk(server.address, file, seconds / 2 + 1);
        Duration before = server.cpu();
        String output = wrk(server.address, file, seconds);
        Duration cpu = server.cpu().minus(before);
        double requests = Double.parseDouble(found(output, "(\\d+) requests in"));
        System.out.printf(
                "%-34s %8.0f %10s %12.3f %8s %5dM%n",
                name,
                requests / seconds,
                found(output, "(?m)^\\s+99%\\s+(\\S+)"),
                cpu.toMillis() / requests,
                found(output, "Non-2xx or 3xx responses: (\\d+)"),
                server.memory());
    }

    static String found(String output, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(output);
        return matcher.find() ? matcher.group(1) : "0";
    }

    static String wrk(URI address, Path bodies, int seconds) throws Exception {
        ProcessBuilder wrk = new ProcessBuilder(
                "wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s", "--latency", "-s",
                work.resolve("bodies.lua").toString(), address.toString());
        wrk.environment().put("BODIES", bodies.toString());
        Process run = wrk.redirectErrorStream(true).start();
        return new String(run.getInputStream().readAllBytes());
    }

    static String ask(URI address, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    static Running service(Map<String, String> environment) throws Exception {
        String options = System.getenv().getOrDefault("JAVA_OPTIONS", "-Xmx320m");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().putAll(environment);
        program.environment().putAll(Map.of(
                "QUARKUS_HTTP_PORT", "0", "QUARKUS_HTTP_HOST", "127.0.0.1", "QUARKUS_MANAGEMENT_PORT", "0"));
        Path log = work.resolve("service" + environment.hashCode() + ".log");
        Process process = program.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Pattern listening = Pattern.compile("Listening on: http://127.0.0.1:(\\d+)");
        while (process.isAlive()) {
            Matcher matcher = listening.matcher(Files.readString(log));
            if (matcher.find()) {
                return new Running(process, URI.create("http://127.0.0.1:" + matcher.group(1) + "/graphql"));
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException(Files.readString(log));
    }

    /** With a worker for each processor, as its users deploy it. */
    static Running postgraphile(Path peer, int database) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                peer.resolve("node_modules/.bin/node").toString(), "postgraphile.mjs");
        program.directory(peer.toFile());
        program.environment().putAll(Map.of(
                "PG", "postgres://postgres@127.0.0.1:" + database + "/postgres", "PORT", "4002", "WORKERS", "2"));
        Process process = program.redirectErrorStream(true)
                .redirectOutput(work.resolve("peer.log").toFile())
                .start();
        URI address = URI.create("http://127.0.0.1:4002/graphql");
        while (process.isAlive()) {
            try {
                ask(address, "{\"query\":\"{ __typename }\"}");
                return new Running(process, address);
            } catch (IOException notYet) {
                process.waitFor(200, TimeUnit.MILLISECONDS);
            }
        }
        throw new IllegalStateException(Files.readString(work.resolve("peer.log")));
    }

    record Running(Process process, URI address) implements AutoCloseable {

        List<ProcessHandle> all() {
            // The embedded database is a descendant too, and is none of the service's own processor time.
            return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .filter(handle -> !handle.info().command().orElse("").endsWith("postgres"))
                    .toList();
        }

        Duration cpu() {
            return all().stream()
                    .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        }

        /** In megabytes. */
        long memory() {
            return all().stream()
                    .mapToLong(handle -> {
                        try {
                            return Files.readAllLines(Path.of("/proc/" + handle.pid() + "/status")).stream()
                                    .filter(line -> line.startsWith("VmRSS"))
                                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                                    .findFirst()
                                    .orElse(0);
                        } catch (IOException ended) {
                            return 0;
                        }
                    })
                    .sum();
        }

        @Override
        public void close() throws InterruptedException {
            process.descendants().filter(child -> child.info().command().orElse("").endsWith("node"))
                    .forEach(ProcessHandle::destroy);
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
    }
}
