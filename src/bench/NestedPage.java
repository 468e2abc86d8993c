import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures a typical nested page: 20 events with 5 stances each and their countries, 460 fields, and the same page without
 * the nested lists. Starts the packaged program on a new database with 1,000 events of 60 stances.
 *
 * <p>After {@code mvn -DskipTests package}:
 * {@code java -cp "target/quarkus-app/lib/main/*" src/bench/NestedPage.java [seconds]}
 */
public class NestedPage {

    static final int CLIENTS = 16;

    static final String NESTED = "query ($first: Int) { events(first: 20, orderBy: DATE_ASC, filter: { topics: [\\\"bench\\\"] })"
            + " { nodes { title date stances(first: $first) { nodes { position country { code name } } } } } }";
    static final String FLAT = "query ($first: Int) { events(first: $first, orderBy: DATE_ASC, filter: { topics:"
            + " [\\\"bench\\\"] }) { nodes { title date } } }";

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String... arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        Path folder = Files.createTempDirectory("demarche-bench");
        ProcessBuilder program = new ProcessBuilder("java", "-Xmx512m", "-jar", "target/quarkus-app/quarkus-run.jar");
        program.environment().put("DEMARCHE_EMBEDDED_DATA_DIR", folder.toString());
        program.environment().put("QUARKUS_HTTP_PORT", "0");
        Process service = program.redirectErrorStream(true).start();
        try {
            URI address = listening(service);
            fill(folder);
            System.out.println("the page                          req/s       p50       p99   CPU ms/req   refused");
            for (int round = 1; round <= 3; round++) {
                measure("nested, 460 fields, round " + round, service, address, body(NESTED, 5), seconds);
                measure("flat, 40 fields, round " + round, service, address, body(FLAT, 20), seconds);
            }
            System.out.printf("memory afterwards: %s%n", memory(service));
        } finally {
            service.destroy();
            service.waitFor(30, TimeUnit.SECONDS);
            try (var files = Files.walk(folder)) {
                files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
            }
        }
    }

    static String body(String query, int first) {
        return "{\"query\":\"" + query + "\",\"variables\":{\"first\":" + first + "}}";
    }

    static URI listening(Process service) throws IOException {
        BufferedReader log = new BufferedReader(new InputStreamReader(service.getInputStream()));
        Pattern listening = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher matcher = listening.matcher(line);
            if (matcher.find()) {
                Thread drain = new Thread(() -> log.lines().forEach(System.err::println));
                drain.setDaemon(true);
                drain.start();
                return URI.create("http://127.0.0.1:" + matcher.group(1) + "/graphql");
            }
            System.err.println(line);
        }
        throw new IllegalStateException("the service did not start");
    }

    static void fill(Path folder) throws Exception {
        System.setProperty("org.postgresql.pgpassfile", folder.resolve("access/pgpass").toString());
        String port = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(3);
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", null);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into topic (slug, title, title_key) values ('bench', 'Bench', 'bench');
                    insert into event (slug, title, title_key, kind, status, date)
                    select 'bench-' || n, 'Bench event ' || n, 'bench event ' || n, 'VOTE', 'OCCURRED',
                           to_char(date '1950-01-01' + n * 20, 'YYYY-MM-DD') from generate_series(1, 1000) n;
                    insert into event_topic select e.id, t.id, e.day from event e, topic t
                    where e.slug like 'bench-%' and t.slug = 'bench';
                    insert into stance (event_id, country_id, position, act, since, confidence)
                    select e.id, c.id, 'SUPPORTS', 'VOTE', e.date, 'CONFIRMED'
                    from event e, (select id from country order by id limit 60) c where e.slug like 'bench-%';
                    analyze;
                    """);
        }
    }

    static void measure(String name, Process service, URI address, String body, int seconds) throws Exception {
        load(address, body, seconds / 2 + 1, new ConcurrentLinkedQueue<>());
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        Duration before = service.info().totalCpuDuration().orElseThrow();
        long refused = load(address, body, seconds, times);
        Duration cpu = service.info().totalCpuDuration().orElseThrow().minus(before);
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%-32s %6.0f %7.1fms %7.1fms %12.3f %9d%n",
                name,
                (double) sorted.length / seconds,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                (double) cpu.toMillis() / sorted.length,
                refused);
    }

    static long load(URI address, String body, int seconds, ConcurrentLinkedQueue<Long> times) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        CountDownLatch done = new CountDownLatch(CLIENTS);
        long[] refused = new long[CLIENTS];
        for (int client = 0; client < CLIENTS; client++) {
            int me = client;
            new Thread(() -> {
                        while (System.nanoTime() < end) {
                            long start = System.nanoTime();
                            try {
                                String answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                                        .body();
                                refused[me] += answer.contains("\"errors\"") ? 1 : 0;
                            } catch (IOException | InterruptedException failure) {
                                refused[me]++;
                            }
                            times.add(System.nanoTime() - start);
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        return Arrays.stream(refused).sum();
    }

    static String memory(Process service) throws IOException {
        Path status = Path.of("/proc/" + service.pid() + "/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS")).findFirst().orElse("?")
                : "unknown on this system";
    }
}
