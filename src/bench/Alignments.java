import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
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
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures alignment on a record of the size of the UN's, 200 countries on 5,774 events with some 800,000 stances: a pair,
 * the list of a country and the cohesion of the members of the UN, each with and without a topic; with one client, after
 * warm-up. Starts the packaged program with 512 MB on a new database with made-up stances, or on an existing data folder.
 *
 * <p>After {@code mvn -DskipTests package}:
 * {@code java -cp "target/quarkus-app/lib/main/*" src/bench/Alignments.java [folder]}
 */
public class Alignments {

    static final int WARM_UP = 1500;
    static final int REQUESTS = 1000;

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String... arguments) throws Exception {
        boolean own = arguments.length == 0;
        Path folder = own ? Files.createTempDirectory("demarche-bench") : Path.of(arguments[0]);
        Process service = start(folder);
        try {
            URI address = listening(service);
            try (Connection connection = connect(folder)) {
                if (own) {
                    fill(connection);
                }
                measureAll(service, address, connection);
            }
        } finally {
            service.destroy();
            service.waitFor(30, TimeUnit.SECONDS);
            if (own) {
                try (var files = Files.walk(folder)) {
                    files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
                }
            }
        }
    }

    static void measureAll(Process service, URI address, Connection connection) throws Exception {
        System.out.printf(
                "%d stances of %d countries on %d events%n",
                number(connection, "select count(*) from stance"),
                number(connection, "select count(distinct country_id) from stance"),
                number(connection, "select count(distinct event_id) from stance"));
        String topic = text(
                connection,
                "select slug from topic t join event_topic on topic_id = t.id group by 1 order by count(*) desc limit 1");
        String filter = "(filter: { topics: [\\\"" + topic + "\\\"] })";
        String among = ", " + filter.substring(1);
        String pair = "{ alignment(country: \\\"FR\\\", with: \\\"US\\\"%s { score common same opposite } }";
        String list = "{ country(code: \\\"FR\\\") { alignments(first: 100%s { nodes { score common with { code name } } } } }";
        String bloc = "{ bloc(code: \\\"UN\\\") { cohesion%s } }";
        long start = System.nanoTime();
        ask(address, pair.formatted(")"));
        System.out.printf("first response, which loads the record: %.1f s%n", (System.nanoTime() - start) / 1e9);
        System.out.println("                                        p50        p99   CPU ms/req");
        measure("a pair", service, address, pair.formatted(")"), null);
        measure("a pair, one topic", service, address, pair.formatted(among), null);
        measure("100 of a country", service, address, list.formatted(")"), null);
        measure("100 of a country, one topic", service, address, list.formatted(among), null);
        measure("the UN's cohesion", service, address, bloc.formatted(""), null);
        measure("the UN's cohesion, one topic", service, address, bloc.formatted(filter), null);
        measure("a pair after a write", service, address, pair.formatted(")"), connection);
        System.out.printf("memory afterwards: %s%n", memory(service));
    }

    /** @param writer the connection that revises a stance before each request; null for no writes */
    static void measure(String name, Process service, URI address, String query, Connection writer) throws Exception {
        long[] times = new long[REQUESTS];
        Duration before = Duration.ZERO;
        for (int i = -WARM_UP; i < REQUESTS; i++) {
            before = i == 0 ? service.info().totalCpuDuration().orElseThrow() : before;
            if (writer != null) {
                try (Statement statement = writer.createStatement()) {
                    statement.execute("update stance set revision = revision + 1 where id = (select max(id) from stance)");
                }
            }
            long start = System.nanoTime();
            ask(address, query);
            times[Math.max(i, 0)] = System.nanoTime() - start;
        }
        Duration cpu = service.info().totalCpuDuration().orElseThrow().minus(before);
        Arrays.sort(times);
        System.out.printf(
                "%-32s %8.2fms %8.2fms %12.2f%n",
                name,
                times[REQUESTS / 2] / 1e6,
                times[REQUESTS * 99 / 100] / 1e6,
                (double) cpu.toMillis() / REQUESTS);
    }

    static void ask(URI address, String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}"))
                .build();
        String answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        if (answer.contains("\"errors\"") || answer.contains("null")) {
            throw new IllegalStateException(query + "\n" + answer);
        }
    }

    static Process start(Path folder) throws IOException {
        ProcessBuilder program = new ProcessBuilder("java", "-Xmx512m", "-jar", "target/quarkus-app/quarkus-run.jar");
        program.environment().put("DEMARCHE_EMBEDDED_DATA_DIR", folder.toString());
        program.environment().put("QUARKUS_HTTP_PORT", "0");
        return program.redirectErrorStream(true).start();
    }

    static URI listening(Process service) throws IOException {
        BufferedReader log = new BufferedReader(new InputStreamReader(service.getInputStream()));
        Pattern listening = Pattern.compile("started in ([0-9.]+)s.*Listening on: http://[^:]+:(\\d+)");
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher matcher = listening.matcher(line);
            if (matcher.find()) {
                System.out.println("started in " + matcher.group(1) + " s");
                Thread drain = new Thread(() -> drain(log));
                drain.setDaemon(true);
                drain.start();
                return URI.create("http://127.0.0.1:" + matcher.group(2) + "/graphql");
            }
            System.err.println(line);
        }
        throw new IllegalStateException("the service did not start");
    }

    static void drain(BufferedReader log) {
        try {
            log.lines().forEach(System.err::println);
        } catch (UncheckedIOException ended) {
            // Started together with the service.
        }
    }

    static Connection connect(Path folder) throws Exception {
        System.setProperty("org.postgresql.pgpassfile", folder.resolve("access/pgpass").toString());
        String port = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(3);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", null);
    }

    /** As in the UN: seven of ten countries take a position; of ten positions eight support, one abstains, one opposes. */
    static void fill(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into topic (slug, title, title_key) select 'bench-' || n, 'Bench', 'bench' from generate_series(1, 76) n;
                    insert into event (slug, title, title_key, kind, status, date)
                    select 'bench-' || n, 'Bench event ' || n, 'bench event ' || n, 'VOTE', 'OCCURRED',
                           to_char(date '1946-01-01' + n * 4, 'YYYY-MM-DD') from generate_series(1, 5774) n;
                    insert into event_topic select e.id, t.id, e.day from event e join topic t
                        on t.slug in ('bench-' || (1 + e.id % 6), 'bench-' || (7 + e.id / 83)) where e.slug like 'bench-%';
                    insert into stance (event_id, country_id, position, act, since, confidence)
                    select e.id, c.id,
                           case when abs(hashint8(e.id * 1009 + c.id)) % 10 < 8 then 'SUPPORTS'
                               when abs(hashint8(e.id * 1009 + c.id)) % 10 = 8 then 'NEUTRAL' else 'OPPOSES' end,
                           'VOTE', e.date, 'CONFIRMED'
                    from event e, (select c.id from country c left join membership m on m.country_id = c.id
                        and m.bloc_id = (select id from bloc where code = 'UN')
                        group by c.id order by max(m.until_day) desc nulls last, c.id limit 200) c
                    where e.slug like 'bench-%' and abs(hashint8(e.id * 77 + c.id * 31)) % 10 < 7 order by e.id;
                    analyze;
                    """);
        }
    }

    static long number(Connection connection, String sql) throws Exception {
        return Long.parseLong(text(connection, sql));
    }

    static String text(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    static String memory(Process service) throws IOException {
        Path status = Path.of("/proc/" + service.pid() + "/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS")).findFirst().orElse("?")
                : "unknown on this system";
    }
}
