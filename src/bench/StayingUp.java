import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.util.LinuxUtils;
import org.demarche.database.embedded.EmbeddedDatabase;

/*
 * Measures the availability of two services on one PostgreSQL while services and database servers are restarted, killed
 * and replaced. After `mvn -DskipTests package`, on Linux:
 *
 *   java -cp "target/quarkus-app/lib/main/*:target/quarkus-app/lib/boot/*:target/quarkus-app/app/*" src/bench/StayingUp.java [--pgbouncer]
 *
 * Starts a primary with a synchronous standby (the bundled PostgreSQL) behind an address that can be switched over, two
 * services, clients that follow the readiness of the services as the endpoints of a cluster do, and a writer that remembers
 * which writes were acknowledged. With --pgbouncer the services connect through PgBouncer (Debian's package) in transaction
 * mode. Prints the outcome of the requests in each step, and exits with 1 if a limit was exceeded. Takes about three minutes.
 */
public class StayingUp {

    private static final int CLIENTS = 8;
    private static final Duration CLIENT_PAUSE = Duration.ofMillis(10);
    private static final Duration READINESS_INTERVAL = Duration.ofMillis(500);
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final Duration STEADY = Duration.ofSeconds(10);

    private static final Duration MAX_RECOVERY = Duration.ofSeconds(5);
    /** While the database is known to be unavailable; the first response may take until that is detected. */
    private static final Duration MAX_REFUSAL = Duration.ofSeconds(2);
    private static final int MAX_GROWTH_MB = 32;

    private static final List<String> QUERIES = List.of(
            "{ stances { totalCount } }",
            "{ country(code: \\\"RU\\\") { name stances(first: 5) { nodes { since event { slug } } } } }",
            "{ events(first: 5) { nodes { slug stances(first: 5) { totalCount nodes { position country { code } } } } } }");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2)).build();
    private final List<Service> services = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private volatile Step step = new Step("warm-up");
    private volatile boolean over;

    public static void main(String... arguments) throws Exception {
        Path folder = Files.createTempDirectory("demarche-staying-up");
        StayingUp run = new StayingUp();
        try {
            run.all(folder, Arrays.asList(arguments).contains("--pgbouncer"));
        } finally {
            run.over = true;
            STARTED.forEach(Process::destroyForcibly);
        }
        run.broken.forEach(bound -> System.out.println("BROKEN: " + bound));
        System.exit(run.broken.isEmpty() ? 0 : 1);
    }

    private void all(Path folder, boolean pgbouncer) throws Exception {
        Server primary = Server.create(folder.resolve("primary"));
        Address address = new Address(primary.port);
        int port = pgbouncer ? pooler(folder, address.port()) : address.port();
        Map<String, String> environment = environment(port, address.port(), pgbouncer);
        // The first service creates the tables, which the standby then copies.
        services.add(new Service("one", environment, folder).start());
        execute(address.port(), "create table written (n bigint primary key)");
        services.get(0).end();
        Server standby = primary.standby(folder.resolve("standby"));
        services.get(0).start();
        services.add(new Service("two", environment, folder).start());
        System.out.printf(
                "Two services, PostgreSQL with a synchronous standby%s; started in %s and %s%n",
                pgbouncer ? " behind PgBouncer" : "", services.get(0).took, services.get(1).took);
        System.out.println("Their logs are in " + folder);
        System.out.printf(
                "%-28s %8s %6s %8s %8s %9s %10s%n", "step", "answered", "503", "failed", "per s", "slowest", "recovery");
        background(this::followReadiness);
        Writer writer = new Writer(address.port());
        background(writer::write);
        for (int client = 0; client < CLIENTS; client++) {
            background(this::ask);
        }
        try {
            steps(primary, standby, address, writer);
        } finally {
            over = true;
            primary.stop("immediate");
            standby.stop("immediate");
        }
    }

    private void steps(Server primary, Server standby, Address address, Writer writer) throws Exception {
        pause(STEADY);
        begin("steady");
        pause(STEADY);
        expectNoFailure();

        begin("rolling restart (SIGTERM)");
        for (Service service : services) {
            service.end();
            service.start();
            await(() -> service.ready, "the service to be ready");
        }
        pause(Duration.ofSeconds(2));
        expectNoFailure();

        Service victim = services.get(0);
        begin("kill -9 of one service");
        pause(Duration.ofSeconds(2));
        victim.process.destroyForcibly().waitFor();
        long killed = System.nanoTime();
        pause(Duration.ofSeconds(3));
        expect(step.failedElsewhere(victim) == 0, "requests to the other service failed");
        expect(step.lastFailureBegan.get() - killed <= 0, "requests failed that were sent after the kill");
        expect(step.unavailable.get() == 0, "503 when a service was killed");
        victim.start();
        await(() -> victim.ready, "the service to be ready");

        begin("steady");
        pause(STEADY);
        expectNoFailure();
        long[] before = memory();

        begin("database stopped for 20 s");
        primary.stop("fast");
        pause(Duration.ofSeconds(5));
        step.slowest.set(0);
        pause(OUTAGE.minusSeconds(5));
        expect(step.slowest.get() < MAX_REFUSAL.toMillis(), "503 responses were slow");
        primary.start(true);
        recovery(address);
        expect(step.failed.get() == 0, "requests failed with another status than 503");

        begin("steady");
        pause(STEADY);
        expectNoFailure();

        begin("failover to the standby");
        primary.kill();
        pause(Duration.ofSeconds(3));
        standby.promote();
        address.target = standby.port;
        recovery(address);
        expect(step.failed.get() == 0, "requests failed with another status than 503");

        begin("steady");
        pause(STEADY);
        expectNoFailure();
        writer.stop();
        long[] after = memory();
        step.print();

        long lost = writer.lost(standby.port);
        System.out.printf("%nacknowledged writes: %d, lost: %d%n", writer.acknowledged.size(), lost);
        expect(lost == 0, "acknowledged writes were lost");
        expect(writer.acknowledged.size() > 100, "too few writes");
        for (int i = 0; i < services.size(); i++) {
            System.out.printf(
                    "service %s: resident %d MB before, %d MB after; live heap %d MB before, %d MB after%n",
                    services.get(i).name, before[2 * i], after[2 * i], before[2 * i + 1], after[2 * i + 1]);
            expect(after[2 * i] - before[2 * i] <= MAX_GROWTH_MB, "resident memory grew");
            expect(after[2 * i + 1] - before[2 * i + 1] <= MAX_GROWTH_MB, "the live heap grew");
        }
    }

    /** Measures from when the database answers again until each service has answered ten times in a row. */
    private void recovery(Address address) throws Exception {
        await(() -> answers(address.port()), "the database to answer");
        long back = System.nanoTime();
        for (Service service : services) {
            int row = 0;
            while (row < 10 && seconds(back) < 60) {
                row = send(service, 0).equals("200") ? row + 1 : 0;
            }
        }
        step.recovery = Duration.ofNanos(System.nanoTime() - back);
        expect(step.recovery.compareTo(MAX_RECOVERY) <= 0, "recovery took " + step.recovery.toMillis() + " ms");
    }

    // ---------------------------------------------------------------- clients

    private void ask() throws Exception {
        for (int i = 0; !over; i++) {
            Set<Service> refused = ConcurrentHashMap.newKeySet();
            Service service = next(i, refused);
            Step now = step;
            long begin = System.nanoTime();
            String outcome = send(service, i);
            while (outcome.equals("refused") && refused.add(service) && refused.size() < services.size()) {
                // Nothing was sent, so another service is tried.
                service.ready = false;
                service = next(i, refused);
                outcome = send(service, i);
            }
            now.count(outcome, service, begin);
            pause(CLIENT_PAUSE);
        }
    }

    /** A ready service; if there is none, any, to see its own responses. */
    private Service next(int turn, Set<Service> except) {
        List<Service> left = services.stream().filter(one -> !except.contains(one)).toList();
        List<Service> ready = left.stream().filter(one -> one.ready).toList();
        List<Service> choice = ready.isEmpty() ? left : ready;
        return choice.get(turn % choice.size());
    }

    private String send(Service service, int turn) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port + "/graphql"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\": \"" + QUERIES.get(turn % QUERIES.size()) + "\"}"))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            boolean whole = answer.statusCode() == 200 && !answer.body().contains("\"errors\"");
            return whole || answer.statusCode() == 503 ? Integer.toString(answer.statusCode()) : answer.body();
        } catch (ConnectException nobody) {
            return "refused";
        } catch (IOException failure) {
            return failure.toString();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void followReadiness() throws Exception {
        while (!over) {
            for (Service service : services) {
                service.ready = isReady(service);
            }
            pause(READINESS_INTERVAL);
        }
    }

    private boolean isReady(Service service) {
        URI question = URI.create("http://127.0.0.1:" + service.managementPort + "/q/health/ready");
        try {
            HttpRequest request = HttpRequest.newBuilder(question).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    // ---------------------------------------------------------------- results

    private void begin(String name) {
        if (!step.name.equals("warm-up")) {
            step.print();
        }
        step = new Step(name);
    }

    private void expectNoFailure() {
        expect(step.failed.get() + step.unavailable.get() == 0, "requests failed");
        expect(step.answered.get() > 0, "nothing was answered");
    }

    private void expect(boolean condition, String violation) {
        if (!condition) {
            broken.add(step.name + ": " + violation);
        }
    }

    /** For each service the resident set and, after a garbage collection, the used heap, in MB. */
    private long[] memory() throws Exception {
        long[] sizes = new long[2 * services.size()];
        for (int i = 0; i < services.size(); i++) {
            sizes[2 * i] = services.get(i).residentMegabytes();
            sizes[2 * i + 1] = services.get(i).liveMegabytes();
        }
        return sizes;
    }

    private static final class Step {
        final String name;
        final long begin = System.nanoTime();
        final AtomicInteger answered = new AtomicInteger();
        final AtomicInteger unavailable = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicLong slowest = new AtomicLong();
        final AtomicLong lastFailureBegan = new AtomicLong(begin);
        final Map<String, Integer> failures = new ConcurrentHashMap<>();
        volatile Duration recovery;

        Step(String name) {
            this.name = name;
        }

        void count(String outcome, Service service, long begun) {
            slowest.accumulateAndGet((long) (seconds(begun) * 1000), Math::max);
            switch (outcome) {
                case "200" -> answered.incrementAndGet();
                case "503" -> unavailable.incrementAndGet();
                default -> {
                    failed.incrementAndGet();
                    lastFailureBegan.accumulateAndGet(begun, Math::max);
                    failures.merge(service.name + ": " + outcome, 1, Integer::sum);
                }
            }
        }

        /** Failed requests to services other than the killed one. */
        int failedElsewhere(Service victim) {
            return failures.entrySet().stream()
                    .filter(failure -> !failure.getKey().startsWith(victim.name + ":"))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        void print() {
            System.out.printf(
                    "%-28s %8d %6d %8d %8.0f %6d ms %10s%n",
                    name,
                    answered.get(),
                    unavailable.get(),
                    failed.get(),
                    (answered.get() + unavailable.get()) / seconds(begin),
                    slowest.get(),
                    recovery == null ? "" : recovery.toMillis() + " ms");
            failures.forEach((failure, times) -> System.out.printf("    %d x %s%n", times, failure));
        }
    }

    // ---------------------------------------------------------------- writes

    /** Writes numbers one by one, and remembers those whose commit was acknowledged. */
    private final class Writer {
        private final int port;
        private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        private volatile boolean stopped;

        Writer(int port) {
            this.port = port;
        }

        void write() throws Exception {
            long next = 0;
            while (!stopped) {
                try (Connection connection = connection(port);
                        PreparedStatement insert = connection.prepareStatement("insert into written values (?)")) {
                    while (!stopped) {
                        insert.setLong(1, ++next);
                        insert.executeUpdate();
                        acknowledged.add(next);
                        pause(CLIENT_PAUSE);
                    }
                } catch (SQLException unavailable) {
                    pause(READINESS_INTERVAL);
                }
            }
        }

        void stop() throws Exception {
            stopped = true;
            pause(READINESS_INTERVAL);
        }

        long lost(int serverPort) throws SQLException {
            Set<Long> kept = ConcurrentHashMap.newKeySet();
            try (Connection connection = connection(serverPort);
                    ResultSet rows = connection.createStatement().executeQuery("select n from written")) {
                while (rows.next()) {
                    kept.add(rows.getLong(1));
                }
            }
            return acknowledged.stream().filter(n -> !kept.contains(n)).count();
        }
    }

    // ---------------------------------------------------------------- processes

    private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

    private static Map<String, String> environment(int port, int direct, boolean pgbouncer) {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + port + "/postgres",
                "QUARKUS_DATASOURCE_JDBC_URL", jdbc(direct),
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "DEMARCHE_DATABASE_POOLER", Boolean.toString(pgbouncer),
                "QUARKUS_SHUTDOWN_DELAY", "3s",
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    }

    private static final class Service {
        private final String name;
        private final Map<String, String> environment;
        private final int port = freePort();
        private final int managementPort = freePort();
        private final Path log;
        private Process process;
        private String took;
        private volatile boolean ready;

        Service(String name, Map<String, String> environment, Path folder) throws IOException {
            this.name = name;
            this.log = folder.resolve("service-" + name + ".log");
            this.environment = environment;
        }

        Service start() throws Exception {
            // As in a container. A heap of fixed size makes any other growth visible.
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xms192m",
                    "-Xmx192m",
                    "-XX:+AlwaysPreTouch",
                    "-jar",
                    Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString());
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(variable -> variable.matches("(QUARKUS|DEMARCHE)_.*"));
            builder.environment().putAll(environment);
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
            // Without a response cache every request reaches the database.
            builder.environment().put("DEMARCHE_ANSWERS_SIZE", "0");
            builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
            long begin = System.nanoTime();
            process = started(builder);
            await(() -> listens(port), "service " + name + " (see " + log + ")");
            took = "%.1f s".formatted(seconds(begin));
            return this;
        }

        void end() throws Exception {
            process.destroy();
            process.waitFor();
        }

        long residentMegabytes() throws IOException {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        }

        long liveMegabytes() throws Exception {
            String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            Process info = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.heap_info").start();
            String text = new String(info.getInputStream().readAllBytes());
            java.util.regex.Matcher used = java.util.regex.Pattern.compile("used (\\d+)K").matcher(text);
            long sum = 0;
            // The first figures are of the heap, the last of classes.
            while (used.find() && !text.substring(0, used.start()).contains("Metaspace")) {
                sum += Long.parseLong(used.group(1)) / 1024;
            }
            return sum;
        }
    }

    /** A PostgreSQL that keeps its port across restarts. */
    private static final class Server {
        private final Path folder;
        private final Path binaries;
        private final int port = freePort();
        private ProcessHandle postmaster;

        private Server(Path folder, Path binaries) throws IOException {
            this.folder = folder;
            this.binaries = binaries;
        }

        static Server create(Path folder) throws Exception {
            EmbeddedDatabase.start(folder, Map.of()).close();
            Files.writeString(
                    folder.resolve("postgres/pg_hba.conf"),
                    "host all all 127.0.0.1/32 trust\nhost replication all 127.0.0.1/32 trust\nlocal all all trust\n");
            try (Stream<Path> files = Files.walk(folder.resolve("binaries"))) {
                Path control = files.filter(file -> file.endsWith(Path.of("bin", "pg_ctl"))).findFirst().orElseThrow();
                Server server = new Server(folder.resolve("postgres"), control.getParent());
                server.start(false);
                return server;
            }
        }

        /** @param synchronous whether a commit waits until the standby has flushed it */
        void start(boolean synchronous) throws Exception {
            String options = "-p " + port + (synchronous ? " -c synchronous_standby_names=*" : "");
            control("-o", options, "-l", folder.resolveSibling("server.log").toString(), "start");
            long pid = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
            postmaster = ProcessHandle.of(pid).orElseThrow();
        }

        Server standby(Path other) throws Exception {
            stop("fast");
            Server standby = new Server(other, binaries);
            if (new ProcessBuilder("cp", "-a", folder.toString(), other.toString()).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("the data folder of the primary cannot be copied");
            }
            Files.createFile(other.resolve("standby.signal"));
            Files.writeString(
                    other.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'%n".formatted(port));
            start(true);
            standby.start(false);
            return standby;
        }

        void promote() throws Exception {
            control("promote");
        }

        void stop(String how) throws Exception {
            if (postmaster.isAlive() && Files.exists(folder.resolve("postmaster.pid"))) {
                control("-m", how, "stop");
            }
        }

        void kill() {
            List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
        }

        private void control(String... arguments) throws Exception {
            List<String> command = new ArrayList<>(notAsRoot());
            command.addAll(List.of(binaries.resolve("pg_ctl").toString(), "-w", "-D", folder.toString()));
            command.addAll(List.of(arguments));
            int code = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            if (code != 0) {
                System.err.println(String.join(" ", command) + " ended with " + code);
            }
        }
    }

    private static int pooler(Path folder, int server) throws Exception {
        int port = freePort();
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                postgres = user=postgres host=127.0.0.1 port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = 8
                max_client_conn = 200
                server_login_retry = 1
                """.formatted(server, port));
        List<String> command = new ArrayList<>(notAsRoot());
        command.addAll(List.of("pgbouncer", settings.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
        started(builder.redirectOutput(folder.resolve("pgbouncer.log").toFile()));
        await(() -> listens(port), "PgBouncer");
        return port;
    }

    /** A TCP proxy: the address of the current primary. */
    private static final class Address {
        private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        private volatile int target;

        Address(int target) throws IOException {
            this.target = target;
            background(() -> {
                while (true) {
                    Socket client = listener.accept();
                    try {
                        Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
                        background(() -> copy(client, server));
                        background(() -> copy(server, client));
                    } catch (IOException refused) {
                        client.close();
                    }
                }
            });
        }

        int port() {
            return listener.getLocalPort();
        }

        private static void copy(Socket from, Socket to) throws IOException {
            try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
            }
        }
    }

    // ---------------------------------------------------------------- helpers

    private interface Work {
        void run() throws Exception;
    }

    private static void background(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // The connection was closed.
            } catch (Exception failure) {
                failure.printStackTrace();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static Process started(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        STARTED.add(process);
        return process;
    }

    /** PostgreSQL and PgBouncer refuse to run as root. */
    private static List<String> notAsRoot() {
        return LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of();
    }

    private static String jdbc(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private static Connection connection(int port) throws SQLException {
        return DriverManager.getConnection(jdbc(port) + "?connectTimeout=2&socketTimeout=10", "postgres", "");
    }

    private static void execute(int port, String sql) throws SQLException {
        try (Connection connection = connection(port)) {
            connection.createStatement().execute(sql);
        }
    }

    private static boolean answers(int port) {
        try {
            execute(port, "select 1");
            return true;
        } catch (SQLException unavailable) {
            return false;
        }
    }

    private static boolean listens(int port) {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (IOException notListening) {
            return false;
        }
    }

    private static void await(BooleanSupplier wanted, String what) throws Exception {
        for (long begin = System.nanoTime(); !wanted.getAsBoolean(); pause(Duration.ofMillis(20))) {
            if (seconds(begin) > 120) {
                throw new IllegalStateException("timed out waiting for " + what);
            }
        }
    }

    private static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
