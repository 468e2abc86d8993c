import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures how long it takes from a commit until the last of many subscribers has heard of it, each on a separate WebSocket.
 * Starts the packaged program on a new database, with the memory of the image. The subscriptions are equal, as those of an
 * app, or all different, so that each event is executed for each of them.
 *
 * <p>After {@code mvn -DskipTests package}:
 * {@code java -cp "target/quarkus-app/lib/main/*" src/bench/Subscribers.java [subscribers [changes]]}
 */
public class Subscribers {

    static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What the subscribers of a round wait for. */
    static final AtomicReference<CountDownLatch> ROUND = new AtomicReference<>(new CountDownLatch(0));

    public static void main(String... arguments) throws Exception {
        int subscribers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int changes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        Path folder = Files.createTempDirectory("demarche-bench");
        ProcessBuilder program = new ProcessBuilder(
                "java", "-Xms384m", "-Xmx384m", "-XX:MaxDirectMemorySize=96m", "-XX:CICompilerCount=3", "-jar",
                "target/quarkus-app/quarkus-run.jar");
        program.environment().put("DEMARCHE_EMBEDDED_DATA_DIR", folder.toString());
        program.environment().put("DEMARCHE_RECORDS", "small");
        program.environment().put("DEMARCHE_STREAMS_PER_CLIENT", Integer.toString(2 * subscribers));
        program.environment().put("DEMARCHE_STREAMS_OPEN", Integer.toString(2 * subscribers));
        program.environment().put("DEMARCHE_HTTP_CONNECTIONS_PER_ADDRESS", Integer.toString(2 * subscribers));
        program.environment().put("QUARKUS_HTTP_PORT", "0");
        program.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
        Process service = program.redirectErrorStream(true).start();
        try {
            URI address = listening(service);
            System.out.printf("memory without subscribers: %s%n", memory(service));
            System.out.println("subscriptions                       first       p50       p99      last  (commit to receipt)");
            try (Connection database = database(folder)) {
                measure("equal", address, database, subscribers, changes, number -> "a");
                System.out.printf("memory: %s%n", memory(service));
                measure("different", address, database, subscribers, changes, number -> "a" + number);
                System.out.printf("memory: %s%n", memory(service));
            }
        } finally {
            service.destroy();
            service.waitFor(30, TimeUnit.SECONDS);
            try (var files = Files.walk(folder)) {
                files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
            }
        }
    }

    interface Alias {
        String of(int number);
    }

    static void measure(String name, URI address, Connection database, int subscribers, int changes, Alias alias)
            throws Exception {
        long[] received = new long[subscribers];
        WebSocket[] sockets = new WebSocket[subscribers];
        CountDownLatch ready = new CountDownLatch(subscribers);
        for (int i = 0; i < subscribers; i++) {
            sockets[i] = HTTP.newWebSocketBuilder()
                    .subprotocols("graphql-transport-ws")
                    .buildAsync(address, new Subscriber(i, alias.of(i), received, ready))
                    .join();
        }
        if (!ready.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException(ready.getCount() + " of the sockets are not ready");
        }
        // Nothing tells when a subscription has begun: until all have heard of a change.
        int warm = 0;
        do {
            change(database, name + "-warm-" + warm++, subscribers);
        } while (!ROUND.get().await(5, TimeUnit.SECONDS) || warm < 10);
        long[] first = new long[changes];
        long[] median = new long[changes];
        long[] p99 = new long[changes];
        long[] last = new long[changes];
        for (int i = 0; i < changes; i++) {
            long committed = change(database, name + "-" + i, subscribers);
            if (!ROUND.get().await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(ROUND.get().getCount() + " have not heard of change " + i);
            }
            long[] sorted = Arrays.stream(received).map(time -> time - committed).sorted().toArray();
            first[i] = sorted[0];
            median[i] = sorted[subscribers / 2];
            p99[i] = sorted[subscribers * 99 / 100];
            last[i] = sorted[subscribers - 1];
        }
        System.out.printf(
                "%-30s %8.1fms %7.1fms %7.1fms %7.1fms  medians of %d changes; longest of all: %.1f ms%n",
                subscribers + " " + name,
                median(first),
                median(median),
                median(p99),
                median(last),
                changes,
                Arrays.stream(last).max().orElseThrow() / 1e6);
        for (WebSocket socket : sockets) {
            socket.abort();
        }
        // The next kind of subscriptions is measured without these.
        Thread.sleep(1000);
    }

    static double median(long[] nanos) {
        return Arrays.stream(nanos).sorted().toArray()[nanos.length / 2] / 1e6;
    }

    /** Returns when it was committed. */
    static long change(Connection database, String slug, int subscribers) throws Exception {
        ROUND.set(new CountDownLatch(subscribers));
        try (PreparedStatement insert =
                database.prepareStatement("insert into topic (slug, title, title_key) values (?, 'Bench', 'bench')")) {
            insert.setString(1, slug);
            insert.execute();
        }
        return System.nanoTime();
    }

    static Connection database(Path folder) throws Exception {
        System.setProperty("org.postgresql.pgpassfile", folder.resolve("access/pgpass").toString());
        String port = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(3);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", null);
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

    static URI listening(Process service) throws IOException {
        BufferedReader log = new BufferedReader(new InputStreamReader(service.getInputStream()));
        Pattern listening = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher matcher = listening.matcher(line);
            if (matcher.find()) {
                Thread drain = new Thread(() -> drain(log));
                drain.setDaemon(true);
                drain.start();
                return URI.create("ws://127.0.0.1:" + matcher.group(1) + "/graphql");
            }
        }
        throw new IllegalStateException("the service did not start");
    }

    static String memory(Process service) throws IOException {
        Path status = Path.of("/proc/" + service.pid() + "/status");
        return Files.exists(status)
                ? String.join(", ", Files.readAllLines(status).stream().filter(line -> line.matches("Vm(HWM|RSS).*")).toList())
                : "unknown on this system";
    }

    static final class Subscriber implements WebSocket.Listener {

        final int number;
        final String alias;
        final long[] received;
        final CountDownLatch ready;

        /** A socket sends one message at a time, and the answer may come before this is done. */
        CompletableFuture<WebSocket> initialised;

        Subscriber(int number, String alias, long[] received, CountDownLatch ready) {
            this.number = number;
            this.alias = alias;
            this.received = received;
            this.ready = ready;
        }

        @Override
        public void onOpen(WebSocket socket) {
            initialised = socket.sendText("{\"type\":\"connection_init\"}", true);
            socket.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            String message = text.toString();
            if (message.contains("connection_ack")) {
                initialised.thenAccept(done -> socket.sendText(
                        "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { " + alias
                                + ": changed { kind at by node { ... on Topic { slug title } } } }\"}}",
                        true));
                ready.countDown();
            } else if (message.contains("\"next\"")) {
                received[number] = System.nanoTime();
                ROUND.get().countDown();
            } else {
                System.err.println(message);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            System.err.println(number + ": closed with " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            System.err.println(number + ": " + failure);
        }
    }
}
