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
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows what does not stay as fast when the record grows to ten times its size. Copies the data folder of a record with the
 * UN's votes, copies its roll calls nine times within it, under other keys and each some days later, and then asks the
 * services of both the same queries in turn, by one client and without the cache of responses. Shows besides what each query
 * costs according to the service, and how long a unit of that takes on the small record.
 *
 * <p>After {@code mvn -DskipTests package}:
 * {@code java -cp "target/quarkus-app/lib/main/*" src/bench/TenfoldRecord.java RECORD TENFOLD [requests]}
 *
 * <p>RECORD is the data folder of an embedded database (DEMARCHE_EMBEDDED_DATA_DIR) into which the votes have been loaded;
 * it is upgraded if it is of an earlier version. TENFOLD is where the large one is made, which takes some ten minutes and
 * 8 GB, or has been made before.
 */
public class TenfoldRecord {

    static final int COPIES = 9;

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String... arguments) throws Exception {
        Path small = Path.of(arguments[0]);
        Path large = Path.of(arguments[1]);
        int requests = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;
        if (!Files.exists(large)) {
            copy(small, large);
        }
        try (Running one = new Running(small);
                Running ten = new Running(large)) {
            multiply(ten);
            readPositions(one);
            readPositions(ten);
            compare(one, ten, requests);
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.endsWith("service.lock") && !file.endsWith("postmaster.pid")) {
                    // PostgreSQL refuses a folder that others may read.
                    Files.copy(
                            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Copies what is missing, so that it can go on after it was interrupted. */
    static void multiply(Running service) throws Exception {
        try (Connection database = service.connect()) {
            for (int copy = 1; copy <= COPIES; copy++) {
                if (number(database, "select count(*) from event where slug like '%-copy-" + copy + "'") == 0) {
                    long start = System.nanoTime();
                    execute(database, roll(database, copy));
                    System.out.printf("copy %d: %.0f s%n", copy, (System.nanoTime() - start) / 1e9);
                    if (copy == COPIES) {
                        execute(database, "vacuum analyze");
                    }
                }
            }
        }
    }

    /** One transaction. All columns that nothing derives are copied, so that later versions of the tables are too. */
    static String roll(Connection database, int copy) throws SQLException {
        Map<String, String> ofEvent = Map.of(
                "slug", "e.slug || '-copy-" + copy + "'",
                "global_name", "null",
                "symbol", "null",
                "date", later("e.date", copy),
                "changed_in", "current_change_set()");
        Map<String, String> ofStance = Map.of(
                "event_id", "c.id",
                "global_name", "null",
                "since", later("s.since", copy),
                "changed_in", "current_change_set()");
        return """
                begin;
                insert into event (%s) select %s from event e
                where e.slug like 'un-%%' and e.slug not like '%%-copy-%%' order by e.id;
                create temporary table copied on commit drop as
                select o.id as old_id, c.id from event o join event c on c.slug = o.slug || '-copy-%d';
                analyze copied;
                insert into event_topic (event_id, topic_id, day)
                select e.id, et.topic_id, e.day from copied c join event e on e.id = c.id
                join event_topic et on et.event_id = c.old_id;
                insert into stance (%s) select %s from copied c join stance s on s.event_id = c.old_id order by s.id;
                commit;
                """.formatted(
                columns(database, "event", column -> column),
                columns(database, "event", column -> ofEvent.getOrDefault(column, "e." + column)),
                copy,
                columns(database, "stance", column -> column),
                columns(database, "stance", column -> ofStance.getOrDefault(column, "s." + column)));
    }

    static String later(String date, int days) {
        return "case when length(%1$s) = 10 then (%1$s::date + %2$d)::text else %1$s end".formatted(date, days);
    }

    static String columns(Connection database, String table, UnaryOperator<String> value) throws SQLException {
        return rows(database, "select column_name from information_schema.columns where table_name = '" + table
                        + "' and table_schema = current_schema() and is_generated = 'NEVER' and is_identity = 'NO'"
                        + " order by ordinal_position").stream()
                .map(value)
                .collect(Collectors.joining(", "));
    }

    static void compare(Running one, Running ten, int requests) throws Exception {
        Map<String, String> queries;
        try (Connection small = one.connect();
                Connection large = ten.connect()) {
            System.out.printf(
                    "%d stances and %d%n",
                    number(small, "select count(*) from stance"), number(large, "select count(*) from stance"));
            queries = queries(small);
        }
        System.out.printf("%-46s %9s %9s %7s %7s %12s%n", "median ms", "record", "tenfold", "ratio", "cost", "us per unit");
        for (Map.Entry<String, String> query : queries.entrySet()) {
            double[] onSmall = new double[requests];
            double[] onLarge = new double[requests];
            double first = ask(one, query.getValue());
            double firstOnLarge = ask(ten, query.getValue());
            for (int i = -requests / 2; i < requests; i++) {
                onSmall[Math.max(i, 0)] = ask(one, query.getValue());
                onLarge[Math.max(i, 0)] = ask(ten, query.getValue());
            }
            double median = median(onSmall);
            double medianOnLarge = median(onLarge);
            int cost = cost(one, query.getValue());
            System.out.printf(
                    "%-46s %9.2f %9.2f %7.2f %7d %12.2f   first request %.0f and %.0f%n",
                    query.getKey(),
                    median,
                    medianOnLarge,
                    medianOnLarge / median,
                    cost,
                    1000 * median / cost,
                    first,
                    firstOnLarge);
        }
    }

    /** The first alignment reads all positions, and requests that it keeps waiting are told to retry. */
    static void readPositions(Running service) throws Exception {
        long start = System.nanoTime();
        int requests = 1;
        while (post(service, "{ alignment(country: 'FR', with: 'US') { score } }", "").contains("\"UNAVAILABLE\"")) {
            requests++;
        }
        System.out.printf(
                "%s: first alignment after %.1f s, %d requests%n",
                service.folder.getFileName(), (System.nanoTime() - start) / 1e9, requests);
    }

    static Map<String, String> queries(Connection small) throws SQLException {
        String topic = rows(
                        small,
                        "select t.slug from topic t join event_topic et on et.topic_id = t.id group by 1"
                                + " order by count(*) desc limit 1")
                .get(0);
        String event = rows(
                        small,
                        "select e.slug from event e where e.slug like 'un-ga-%' order by e.day desc, e.id desc limit 1")
                .get(0);
        String stance = "nodes { position since country { code name } event { title date } }";
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("events, stances, countries", "{ events { nodes { title stances(first: 5) { " + stance + " } } } }");
        queries.put("stances of a country", "{ country(code: 'FR') { stances { " + stance + " } } }");
        queries.put("stances of an event", "{ event(slug: '" + event + "') { stances(first: 100) { " + stance + " } } }");
        queries.put("tally of an event", "{ event(slug: '" + event + "') { tally { supports opposes } } }");
        queries.put("events of a topic", "{ topic(slug: 'T') { events(first: 50) { nodes { title date } } } }");
        queries.put("positions on a topic", "{ topic(slug: 'T') { positions(first: 20) { " + stance + " } } }");
        queries.put(
                "100 positions, their number",
                "{ topic(slug: 'T') { positions(first: 100) { totalCount nodes { position } } } }");
        queries.put(
                "positions in 1985",
                "{ topic(slug: 'T') { positions(on: '1985-06-30', first: 20) { " + stance + " } } }");
        queries.put("tally of a topic", "{ topic(slug: 'T') { tally { supports opposes neutral absent } } }");
        queries.put("tally of a topic, NATO", "{ topic(slug: 'T') { tally(bloc: 'NATO') { supports opposes } } }");
        queries.put("tallies of 20 topics", "{ topics { nodes { title tally { supports opposes } } } }");
        queries.put("position of a country on a topic", "{ country(code: 'FR') { positionOn(topic: 'T') { position } } }");
        queries.put(
                "position of 100 countries on a topic",
                "{ countries(first: 100) { nodes { positionOn(topic: 'T') { position } } } }");
        queries.put("a pair", "{ alignment(country: 'FR', with: 'US') { score common } }");
        queries.put("a pair, kappa", "{ alignment(country: 'FR', with: 'US') { score kappa } }");
        queries.put(
                "a pair, event by event",
                "{ alignment(country: 'FR', with: 'US') { comparisons { nodes { event { title } stance { position } with {"
                        + " position } } } } }");
        queries.put(
                "a pair, where they oppose each other",
                "{ alignment(country: 'FR', with: 'US') { comparisons(maxScore: 0) { totalCount nodes { event { title }"
                        + " } } } }");
        queries.put(
                "alignments of a country",
                "{ country(code: 'FR') { alignments(first: 100) { nodes { score with { code } } } } }");
        queries.put("cohesion of the UN", "{ bloc(code: 'UN') { cohesion } }");
        queries.put("cohesion of the UN on a topic", "{ bloc(code: 'UN') { cohesion(filter: {topics: ['T']}) } }");
        queries.put(
                "two countries by position",
                "{ stances(filter: {countries: ['FR', 'US'], positions: [OPPOSES]}) { " + stance + " } }");
        queries.put(
                "two countries by a rare position",
                "{ stances(filter: {countries: ['FR', 'US'], positions: [ABSENT]}) { " + stance + " } }");
        queries.put(
                "two countries by position, their number",
                "{ stances(filter: {countries: ['FR', 'US'], positions: [OPPOSES]}) { totalCount } }");
        queries.put("search for a rare word", "{ search(text: 'Kashmir') { nodes { ... on Event { title } } } }");
        queries.put("search for a frequent word", "{ search(text: 'nuclear') { nodes { ... on Event { title } } } }");
        queries.put("search for two words", "{ search(text: 'nuclear weapons') { nodes { ... on Event { title } } } }");
        queries.replaceAll((name, query) -> query.replace("'T'", "'" + topic + "'"));
        return queries;
    }

    /** The time in milliseconds. */
    static double ask(Running service, String query) throws Exception {
        long start = System.nanoTime();
        send(service, query, "");
        return (System.nanoTime() - start) / 1e6;
    }

    /** What the service says that it costs. */
    static int cost(Running service, String query) throws Exception {
        Matcher cost = Pattern.compile("\"cost\": ?(\\d+)")
                .matcher(send(service, query, ", \"extensions\": {\"cost\": true}"));
        return cost.find() ? Integer.parseInt(cost.group(1)) : -1;
    }

    static String send(Running service, String query, String more) throws Exception {
        String answer = post(service, query, more);
        if (answer.contains("\"errors\"")) {
            throw new IllegalStateException(query + "\n" + answer);
        }
        return answer;
    }

    static String post(Running service, String query, String more) throws Exception {
        String body = "{\"query\": \"" + query.replace("'", "\\\"") + "\"" + more + "}";
        HttpRequest request = HttpRequest.newBuilder(service.address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(Connection database, String sql) throws SQLException {
        return Long.parseLong(rows(database, sql).get(0));
    }

    static List<String> rows(Connection database, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    /** The packaged program on a data folder. */
    static class Running implements AutoCloseable {

        final Path folder;
        final Process process;
        final URI address;

        Running(Path folder) throws IOException {
            this.folder = folder;
            ProcessBuilder program = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-jar",
                    "target/quarkus-app/quarkus-run.jar");
            program.environment().put("DEMARCHE_EMBEDDED_DATA_DIR", folder.toString());
            program.environment().put("DEMARCHE_RECORDS", "small");
            program.environment().put("DEMARCHE_ANSWERS_SIZE", "0");
            program.environment().put("QUARKUS_HTTP_PORT", "0");
            program.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
            process = program.redirectErrorStream(true).start();
            address = listening();
        }

        private URI listening() throws IOException {
            BufferedReader log = new BufferedReader(new InputStreamReader(process.getInputStream()));
            Pattern listening = Pattern.compile("started in [0-9.]+s.*Listening on: http://[^:]+:(\\d+)");
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
            throw new IllegalStateException("the service did not start on " + folder);
        }

        private static void drain(BufferedReader log) {
            try {
                log.lines().forEach(System.err::println);
            } catch (UncheckedIOException ended) {
                // Together with the service.
            }
        }

        Connection connect() throws Exception {
            System.setProperty("org.postgresql.pgpassfile", folder.resolve("access/pgpass").toString());
            String port = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(3);
            return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", null);
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
    }
}
