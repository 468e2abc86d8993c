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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the service with PostGraphile on the same database, alternating in each round: three queries, first uncached, with
 * ever different variables, then cached, with the same request repeated. Then measures the service alone: its warm-up, its
 * behaviour under more connections than it can serve, and its throughput and memory over some minutes.
 *
 * <p>After {@code mvn -DskipTests package}, with wrk on the PATH:
 * {@code java -cp "target/quarkus-app/lib/main/*" src/bench/AgainstPeer.java RECORD PEER [seconds] [rounds] [minutes]}
 *
 * <p>RECORD is the data folder of an embedded database (DEMARCHE_EMBEDDED_DATA_DIR) into which the votes of the UN have been
 * imported (see import.md in the manual). PEER is a folder with postgraphile.mjs, schema.sql (the tables of the peer),
 * queries/q1.peer.json to q3.peer.json and, after {@code npm install}, PostGraphile itself. The service runs on the same
 * JVM as this benchmark, with JAVA_OPTIONS; the default is the options of the image and 320 MB of heap. If the environment
 * variable EXECUTABLE is the path of the native executable, that is measured too, with EXECUTABLE_OPTIONS. Takes about
 * twenty minutes.
 */
public class AgainstPeer {

    static final int CONNECTIONS = 16;
    static final int CROWD = 1000;

    /** More than can be served within the maximum queueing time. */
    static final int FLOOD = 5000;

    static final String OPTIONS = System.getenv()
            .getOrDefault("JAVA_OPTIONS", "-Xms320m -Xmx320m -XX:+UseSerialGC -XX:CICompilerCount=3");

    static final List<String> JAR = Stream.of(
                    Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                    Stream.of(OPTIONS.split(" ")),
                    Stream.of("-jar", "target/quarkus-app/quarkus-run.jar"))
            .flatMap(part -> part)
            .toList();

    /** The native executable with its options; empty if there is none. */
    static final List<String> EXECUTABLE = System.getenv("EXECUTABLE") == null
            ? List.of()
            : List.of((System.getenv("EXECUTABLE") + " " + System.getenv().getOrDefault("EXECUTABLE_OPTIONS", "-Xmx320m"))
                    .split(" "));

    static final int STARTS = 5;

    /** The number of different variables for each query. */
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
        int minutes = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 10;
        work = Files.createTempDirectory("demarche-bench");
        Files.writeString(work.resolve("bodies.lua"), LUA);
        System.out.printf(
                "%d processors, Java %s, %s%n%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), OPTIONS);
        System.out.printf("%-38s %8s %10s %12s %8s %6s%n", "", "req/s", "p99 ms", "CPU ms/req", "rejected", "RSS");
        // Two services on one database: the first owns the embedded server, the second has no response cache.
        try (Running keeping = service(JAR, Map.of("DEMARCHE_EMBEDDED_DATA_DIR", record.toString(), "DEMARCHE_RECORDS", "small"))) {
            // The driver and PostGraphile read the superuser's password from it.
            Path passwords = record.resolve("access/pgpass");
            System.setProperty("org.postgresql.pgpassfile", passwords.toString());
            int port = Integer.parseInt(
                    Files.readAllLines(record.resolve("postgres/postmaster.pid")).get(3));
            List<List<String>> bodies;
            try (Connection database = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", null)) {
                fill(database, peer);
                bodies = bodies(database, keeping.address);
            }
            Map<String, String> keepingNothing = Map.of(
                    "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + port + "/postgres",
                    "QUARKUS_DATASOURCE_USERNAME", "demarche",
                    "QUARKUS_DATASOURCE_PASSWORD", password(passwords),
                    "DEMARCHE_ANSWERS_SIZE", "0");
            try (Running fresh = service(JAR, keepingNothing)) {
                try (Running other = postgraphile(peer, port);
                        Running executable = EXECUTABLE.isEmpty() ? null : service(EXECUTABLE, keepingNothing)) {
                    compare(other, fresh, executable, keeping, peer, bodies, seconds, rounds);
                }
                overload(fresh, bodies.get(0), seconds);
            }
            starts("virtual machine", JAR, keepingNothing);
            if (!EXECUTABLE.isEmpty()) {
                starts("native executable", EXECUTABLE, keepingNothing);
                try (Running executable = service(EXECUTABLE, keepingNothing)) {
                    overload(executable, bodies.get(0), seconds);
                    memory(executable, bodies.stream().flatMap(List::stream).toList(), minutes);
                }
            }
            for (int query = 0; query < OURS.size(); query++) {
                try (Running cold = service(JAR, keepingNothing)) {
                    warmUp(cold, "q" + (query + 1), bodies.get(query));
                }
            }
            try (Running fresh = service(JAR, keepingNothing)) {
                memory(fresh, bodies.stream().flatMap(List::stream).toList(), minutes);
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

    /** The same pages and countries as for the peer. */
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

    static String password(Path passwords) throws IOException {
        return Files.readAllLines(passwords).stream()
                .map(line -> line.split(":"))
                .filter(parts -> parts[3].equals("demarche"))
                .findFirst()
                .orElseThrow()[4];
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

    static void compare(
            Running other,
            Running fresh,
            Running executable,
            Running keeping,
            Path peer,
            List<List<String>> bodies,
            int seconds,
            int rounds)
            throws Exception {
        Map<String, List<Figures>> all = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (int query = 0; query < OURS.size(); query++) {
                String name = "q" + (query + 1);
                List<String> theirs =
                        forms(Files.readString(peer.resolve("queries/q%d.peer.json".formatted(query + 1))));
                Figures itself = measure(other, theirs, seconds);
                Figures uncached = measure(fresh, bodies.get(query), seconds);
                Figures cached = measure(keeping, bodies.get(query).subList(0, 1), seconds);
                itself.print("round %d, %s peer".formatted(round, name));
                uncached.print("round %d, %s uncached".formatted(round, name));
                cached.print("round %d, %s cached".formatted(round, name));
                all.computeIfAbsent(name + " uncached / peer", key -> new ArrayList<>()).add(uncached.over(itself));
                all.computeIfAbsent(name + " cached / peer", key -> new ArrayList<>()).add(cached.over(itself));
                if (executable != null) {
                    Figures compiled = measure(executable, bodies.get(query), seconds);
                    compiled.print("round %d, %s uncached, native".formatted(round, name));
                    all.computeIfAbsent(name + " uncached, native / peer", key -> new ArrayList<>()).add(compiled.over(itself));
                    all.computeIfAbsent(name + " uncached, native / JVM", key -> new ArrayList<>())
                            .add(compiled.over(uncached));
                }
            }
        }
        System.out.printf("%nThe medians of the rounds, as ratios%n");
        all.forEach((name, ratios) -> System.out.printf(
                "%-38s %8.2f %10.2f %12.2f%n",
                name,
                median(ratios, Figures::rate),
                median(ratios, Figures::p99),
                median(ratios, Figures::cpu)));
    }

    static double median(List<Figures> figures, ToDoubleFunction<Figures> value) {
        return median(figures.stream().mapToDouble(value).boxed().toList());
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    static Figures measure(Running server, List<String> bodies, int seconds) throws Exception {
        String answer = ask(server.address, bodies.get(0));
        if (answer.contains("\"errors\"") || !answer.startsWith("{\"data\"")) {
            throw new IllegalStateException(answer);
        }
        wrk(server, bodies, CONNECTIONS, seconds / 2 + 1);
        return wrk(server, bodies, CONNECTIONS, seconds);
    }

    /** More connections than can be served at once, then more than may wait, and the recovery after each. */
    static void overload(Running server, List<String> bodies, int seconds) throws Exception {
        System.out.printf("%nq1 uncached, by the number of connections%n");
        wrk(server, bodies, CROWD, seconds / 2 + 1);
        wrk(server, bodies, CONNECTIONS, seconds).print("" + CONNECTIONS);
        wrk(server, bodies, CROWD, seconds).print("" + CROWD);
        wrk(server, bodies, CONNECTIONS, 2).print(CONNECTIONS + ", immediately afterwards");
        CompletableFuture<String> refusal = CompletableFuture.supplyAsync(() -> refusal(server, bodies.get(0), seconds));
        wrk(server, bodies, FLOOD, seconds).print("" + FLOOD);
        System.out.println("A rejected request: " + refusal.join());
        wrk(server, bodies, CONNECTIONS, 2).print(CONNECTIONS + ", immediately afterwards");
    }

    static String refusal(Running server, String body, int seconds) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int batch = 0; batch < seconds; batch++) {
            for (int i = 0; i < 50; i++) {
                // Null for a connection that is closed at once, because this address has too many.
                answers.add(HTTP.sendAsync(request(server.address, body), HttpResponse.BodyHandlers.ofString())
                        .exceptionally(closed -> null));
            }
            pause(Duration.ofSeconds(1));
        }
        return answers.stream()
                .map(CompletableFuture::join)
                .filter(Objects::nonNull)
                .filter(answer -> answer.statusCode() != 200)
                .findFirst()
                .map(answer -> "HTTP %d, Retry-After: %s, %s".formatted(
                        answer.statusCode(), answer.headers().firstValue("Retry-After").orElse("none"), answer.body()))
                .orElse("none among " + answers.size());
    }

    static void pause(Duration time) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }

    static void memory(Running server, List<String> bodies, int minutes) throws Exception {
        System.out.printf("%nAll three queries uncached, minute by minute%n");
        for (int minute = 1; minute <= minutes; minute++) {
            wrk(server, bodies, CONNECTIONS, 60).print("minute " + minute);
        }
    }

    /** The time until the first response from the database, and memory and processor time ten seconds later. */
    static void starts(String name, List<String> program, Map<String, String> environment) throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int start = 0; start < STARTS; start++) {
            long begin = System.nanoTime();
            try (Running started = service(program, environment)) {
                ask(started.address, "{\"query\":\"{ event(slug: \\\"russia-recognises-taliban-government\\\") { date } }\"}");
                seconds.add((System.nanoTime() - begin) / 1e9);
                cpu.add(started.cpu().toMillis() / 1e3);
                pause(Duration.ofSeconds(10));
                memory.add((double) started.memory());
            }
        }
        System.out.printf("%nStart of the %s, median of %d: first answer after %.2f s, %.2f s of processor time, idle %.0f MB%n",
                name, STARTS, median(seconds), median(cpu), median(memory));
    }

    /** The warm-up, from the first request after the start. */
    static void warmUp(Running server, String query, List<String> bodies) throws Exception {
        List<Double> rates = new ArrayList<>();
        for (int window = 0; window < 25; window++) {
            rates.add(wrk(server, bodies, CONNECTIONS, 2).rate());
        }
        double warm = rates.subList(20, 25).stream().mapToDouble(rate -> rate).average().orElseThrow();
        System.out.printf("%n%s uncached from the start, in windows of 2 s: %s%n", query, rates.stream()
                .map("%.0f"::formatted)
                .collect(Collectors.joining(" ")));
        int window = 0;
        while (rates.get(window) < 0.8 * warm) {
            window++;
        }
        System.out.printf("80 %% of %.0f requests a second were reached after %d s of load%n", warm, 2 * window);
    }

    static Figures wrk(Running server, List<String> bodies, int connections, int seconds) throws Exception {
        Path file = work.resolve("bodies.txt");
        Files.write(file, bodies);
        ProcessBuilder wrk = new ProcessBuilder(
                "wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--latency", "--timeout", "10s", "-s",
                work.resolve("bodies.lua").toString(), server.address.toString());
        wrk.environment().put("BODIES", file.toString());
        Duration before = server.cpu();
        Process run = wrk.redirectErrorStream(true).start();
        String output = new String(run.getInputStream().readAllBytes());
        Duration cpu = server.cpu().minus(before);
        double requests = Double.parseDouble(found(output, "(\\d+) requests in"));
        double refused = Double.parseDouble(found(output, "Non-2xx or 3xx responses: (\\d+)"));
        return new Figures(
                (requests - refused) / seconds,
                millis(found(output, "(?m)^\\s+99%\\s+(\\S+)")),
                cpu.toMillis() / requests,
                refused / seconds,
                server.memory());
    }

    static String found(String output, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(output);
        return matcher.find() ? matcher.group(1) : "0";
    }

    /** wrk writes 350.00us, 3.50ms or 1.20s. */
    static double millis(String duration) {
        double number = Double.parseDouble(duration.replaceAll("[a-z]", ""));
        return duration.endsWith("us") ? number / 1000 : duration.endsWith("ms") ? number : 1000 * number;
    }

    static String ask(URI address, String body) throws IOException, InterruptedException {
        return send(address, body).body();
    }

    static HttpResponse<String> send(URI address, String body) throws IOException, InterruptedException {
        return HTTP.send(request(address, body), HttpResponse.BodyHandlers.ofString());
    }

    static HttpRequest request(URI address, String body) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    static Running service(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().putAll(environment);
        program.environment().putAll(Map.of(
                "QUARKUS_HTTP_PORT", "0", "QUARKUS_HTTP_HOST", "127.0.0.1", "QUARKUS_MANAGEMENT_PORT", "0"));
        Path log = Files.createTempFile(work, "service", ".log");
        Process process = program.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Pattern listening = Pattern.compile("Listening on: http://127.0.0.1:(\\d+)");
        while (process.isAlive()) {
            Matcher matcher = listening.matcher(Files.readString(log));
            if (matcher.find()) {
                return new Running(process, URI.create("http://127.0.0.1:" + matcher.group(1) + "/graphql"));
            }
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException(Files.readString(log));
    }

    /** With one worker per processor, as in production. */
    static Running postgraphile(Path peer, int database) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                peer.resolve("node_modules/.bin/node").toString(), "postgraphile.mjs");
        program.directory(peer.toFile());
        program.environment().putAll(Map.of(
                "PG", "postgres://postgres@127.0.0.1:" + database + "/postgres", "PORT", "4002", "WORKERS", "2",
                "PGPASSFILE", System.getProperty("org.postgresql.pgpassfile")));
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

    /** Responses and rejections per second, latency, processor time and memory. */
    record Figures(double rate, double p99, double cpu, double refused, long memory) {

        Figures over(Figures other) {
            return new Figures(rate / other.rate, p99 / other.p99, cpu / other.cpu, 0, 0);
        }

        void print(String name) {
            System.out.printf("%-38s %8.0f %10.2f %12.3f %8.0f %5dM%n", name, rate, p99, cpu, refused, memory);
        }
    }

    record Running(Process process, URI address) implements AutoCloseable {

        List<ProcessHandle> all() {
            // The embedded database is a descendant too; its processor time is not part of the service.
            return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .filter(handle -> !handle.info().command().orElse("").endsWith("postgres"))
                    .toList();
        }

        Duration cpu() {
            return all().stream()
                    .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        }

        /** The resident set, in MB. */
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
