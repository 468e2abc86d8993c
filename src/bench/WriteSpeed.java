import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures recordStance beside reads: writers alone, readers alone, both together; each write is a stance of another country
 * on one of 2,000 events, with a source and a request key. Reads are pages of 20 events with 5 stances each, none of which
 * is answered from the cache. Starts the packaged program on a new database.
 *
 * <p>After {@code mvn -DskipTests package}:
 * {@code java -cp "target/quarkus-app/lib/main/*" src/bench/WriteSpeed.java [seconds] [writers] [readers]}
 */
public class WriteSpeed {

    static final String PROGRAM = "target/quarkus-app/quarkus-run.jar";

    static final String READ =
            "{\"query\":\"{ events(first: 20, orderBy: DATE_ASC, filter: { topics: [\\\"bench\\\"], date: { from: \\\"%s\\\" } })"
                    + " { nodes { title date stances(first: 5) { nodes { position country { code name } } } } } }\"}";

    static final String WRITE =
            "{\"query\":\"mutation($input: RecordStanceInput!) { recordStance(input: $input) { stance { id } userErrors { code } } }\","
                    + "\"variables\":{\"input\":{\"requestKey\":\"%1$s\",\"event\":\"bench-%2$d\",\"country\":\"%3$s\","
                    + "\"position\":\"SUPPORTS\",\"act\":\"STATEMENT\",\"since\":\"2020-01-%4$02d\",\"quote\":\"A quote of a dozen or so words\","
                    + "\"sources\":[{\"title\":\"Source %5$d\",\"url\":\"https://example.org/\"}]}}}";

    static final String[] COUNTRIES = {"NO", "SE", "DK", "FI", "IS", "FR", "DE", "IT", "ES", "PT", "PL", "US", "CA", "MX", "BR", "IN"};

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static final AtomicInteger NUMBER = new AtomicInteger();

    public static void main(String... arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int writers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        int readers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 16;
        Path folder = Files.createTempDirectory("demarche-bench");
        Process service = program(folder, "-Xmx512m").start();
        try {
            URI address = listening(service);
            fill(folder);
            String token = token(folder);
            System.out.println("                                  req/s       p50       p99   failed");
            load(address, token, writers, readers, Math.max(5, seconds / 2), new Result(), new Result());
            for (int round = 1; round <= 2; round++) {
                measure(address, token, writers, 0, seconds);
                measure(address, token, 0, readers, seconds);
                measure(address, token, writers, readers, seconds);
            }
        } finally {
            service.destroy();
            service.waitFor(30, TimeUnit.SECONDS);
            try (var files = Files.walk(folder)) {
                files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
            }
        }
    }

    static ProcessBuilder program(Path folder, String option, String... arguments) {
        List<String> command = new ArrayList<>(List.of("java", option, "-jar", PROGRAM));
        command.addAll(List.of(arguments));
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().put("DEMARCHE_EMBEDDED_DATA_DIR", folder.toString());
        program.environment().put("DEMARCHE_RECORDS", "small");
        program.environment().put("QUARKUS_HTTP_PORT", "0");
        program.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
        return program.redirectErrorStream(true);
    }

    static String token(Path folder) throws Exception {
        Process command = program(folder, "-Xmx128m", "token", "--name", "bench", "--role", "editor").start();
        String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher token = Pattern.compile("eyJ[\\w.-]+").matcher(output);
        if (command.waitFor() != 0 || !token.find()) {
            throw new IllegalStateException(output);
        }
        return token.group();
    }

    static URI listening(Process service) throws IOException {
        BufferedReader log = new BufferedReader(new InputStreamReader(service.getInputStream()));
        Pattern listening = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher matcher = listening.matcher(line);
            if (matcher.find()) {
                Thread drain = new Thread(() -> drain(log));
                drain.setDaemon(true);
                drain.start();
                return URI.create("http://127.0.0.1:" + matcher.group(1) + "/graphql");
            }
            System.err.println(line);
        }
        throw new IllegalStateException("the service did not start");
    }

    /** Until the service is stopped. */
    static void drain(BufferedReader log) {
        try {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                System.err.println(line);
            }
        } catch (IOException closed) {
            // The service has been stopped.
        }
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
                           to_char(date '1950-01-01' + n * 10, 'YYYY-MM-DD') from generate_series(0, 1999) n;
                    insert into event_topic select e.id, t.id, e.day from event e, topic t
                    where e.slug like 'bench-%' and t.slug = 'bench';
                    insert into stance (event_id, country_id, position, act, since, confidence)
                    select e.id, c.id, 'SUPPORTS', 'VOTE', e.date, 'CONFIRMED'
                    from event e, (select id from country order by id limit 60) c where e.slug like 'bench-%';
                    analyze;
                    """);
        }
    }

    static void measure(URI address, String token, int writers, int readers, int seconds) throws Exception {
        Result written = new Result();
        Result read = new Result();
        load(address, token, writers, readers, seconds, written, read);
        written.print("%d writers beside %d readers".formatted(writers, readers), writers, seconds);
        read.print("%d readers beside %d writers".formatted(readers, writers), readers, seconds);
    }

    static void load(URI address, String token, int writers, int readers, int seconds, Result written, Result read)
            throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            clients.add(new Thread(() -> repeat(address, token, WriteSpeed::write, end, written)));
        }
        for (int i = 0; i < readers; i++) {
            clients.add(new Thread(() -> repeat(address, null, WriteSpeed::read, end, read)));
        }
        clients.forEach(Thread::start);
        for (Thread client : clients) {
            client.join();
        }
    }

    static void repeat(URI address, String token, Supplier<String> body, long end, Result result) {
        while (System.nanoTime() < end) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body.get()));
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            long sent = System.nanoTime();
            try {
                HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
                boolean done = answer.statusCode() == 200
                        && (token == null ? answer.body().startsWith("{\"data\":{\"events\"") : answer.body().contains("\"userErrors\":[]"));
                if (done) {
                    result.times.add(System.nanoTime() - sent);
                } else if (result.failed.getAndIncrement() == 0) {
                    System.err.println(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    static String write() {
        int n = NUMBER.getAndIncrement();
        int event = n % 2000;
        String country = COUNTRIES[n / 2000 % COUNTRIES.length];
        int day = 1 + n / 2000 / COUNTRIES.length;
        return WRITE.formatted("bench " + n, event, country, day, n % 500);
    }

    /** Another page each time, so that it is not answered from the cache. */
    static String read() {
        int n = NUMBER.getAndIncrement();
        return READ.formatted(java.time.LocalDate.of(1950, 1, 1).plusDays(n % 19000));
    }

    static final class Result {

        final ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        final AtomicInteger failed = new AtomicInteger();

        void print(String name, int clients, int seconds) {
            if (clients == 0) {
                return;
            }
            long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
            if (sorted.length == 0) {
                System.out.printf("%-32s nothing, %d failed%n", name, failed.get());
                return;
            }
            System.out.printf(
                    "%-32s %6.0f %7.1fms %7.1fms %8d%n",
                    name,
                    (double) sorted.length / seconds,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[sorted.length * 99 / 100] / 1e6,
                    failed.get());
        }
    }
}
