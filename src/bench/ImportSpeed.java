import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.database.embedded.PasswordFile;

/*
 * Compares the import of the UN record with COPY of the same rows into the same tables with the same indexes, and with a
 * second import of the same files. After `mvn package`:
 *
 *   java -cp "target/quarkus-app/lib/main/*:target/quarkus-app/lib/boot/*:target/quarkus-app/app/*" src/bench/ImportSpeed.java FOLDER|FILE [ROUNDS]
 *
 * FOLDER contains roll_calls_s01_s70.csv, votes_s01_s70.csv.gz and roll_call_issues_s01_s70.csv; FILE is a file of the UN
 * Digital Library. The import runs as the packaged program with -Xmx256m, on an embedded database that has started once before, so that initdb and the built-in
 * record are not measured. Both sides run one after the other in each round.
 */
public class ImportSpeed {

    /** In the order of their foreign keys. */
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("topic", "id, slug, title, title_key, description");
        COLUMNS.put("source", "id, title, publisher, author, url, published_on, language, attribution, released_on");
        COLUMNS.put("event", "id, slug, title, title_key, summary, kind, status, date, end_date, revision, recorded_at,"
                + " revised_at");
        COLUMNS.put("event_topic", "event_id, topic_id, day");
        COLUMNS.put("event_source", "event_id, source_id, ordinal");
        COLUMNS.put("stance", "id, event_id, country_id, position, act, since, until, summary, quote, speaker, confidence,"
                + " revision, recorded_at, revised_at");
        COLUMNS.put("stance_source", "stance_id, source_id, ordinal");
    }

    public static void main(String... arguments) throws Exception {
        Path files = Path.of(arguments[0]).toAbsolutePath();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString(),
                "import",
                "un-votes"));
        command.addAll(input(files));
        System.out.printf("%-8s %10s %10s %10s %8s %8s%n", "round", "import s", "again s", "COPY s", "ratio", "again");
        for (int round = 1; round <= rounds; round++) {
            Path folder = Files.createTempDirectory("demarche-bench");
            run(command, folder, "--dry-run");
            double first = run(command, folder);
            double again = run(command, folder);
            double copy = copy(folder);
            System.out.printf(
                    "%-8d %10.1f %10.1f %10.1f %8.2f %8.2f%n", round, first, again, copy, first / copy, again / first);
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        }
    }

    private static List<String> input(Path files) {
        if (!Files.isDirectory(files)) {
            return List.of("--library", files.toString());
        }
        return List.of(
                "--roll-calls",
                files.resolve("roll_calls_s01_s70.csv").toString(),
                "--votes",
                files.resolve("votes_s01_s70.csv.gz").toString(),
                "--issues",
                files.resolve("roll_call_issues_s01_s70.csv").toString());
    }

    private static double run(List<String> command, Path folder, String... more) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("import.log").toFile());
        builder.environment().put("DEMARCHE_EMBEDDED_DATA_DIR", folder.toString());
        long start = System.nanoTime();
        int code = builder.start().waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (code != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("import.log")));
        }
        return seconds;
    }

    /** Exports the imported rows to files, truncates the tables and measures COPY from these files, including commits. */
    private static double copy(Path folder) throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, Map.of());
                Connection connection =
                        // Only the superuser may read and write files.
                        DriverManager.getConnection(
                                "jdbc:" + database.reactiveUrl(),
                                PasswordFile.SUPERUSER,
                                PasswordFile.of(folder).password(PasswordFile.SUPERUSER).orElseThrow());
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> table : COLUMNS.entrySet()) {
                statement.execute("copy (select %s from %s order by 1, 2) to '%s'"
                        .formatted(table.getValue(), table.getKey(), file(folder, table.getKey())));
            }
            statement.execute("truncate " + String.join(", ", COLUMNS.keySet()) + " cascade");
            statement.execute("vacuum (analyze)");
            statement.execute("checkpoint");
            long start = System.nanoTime();
            for (Map.Entry<String, String> table : COLUMNS.entrySet()) {
                long before = System.nanoTime();
                statement.execute("copy %s (%s) from '%s'"
                        .formatted(table.getKey(), table.getValue(), file(folder, table.getKey())));
                if (System.getProperty("tables") != null) {
                    System.out.printf("  COPY %-14s %6.1f s%n", table.getKey(), (System.nanoTime() - before) / 1e9);
                }
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static File file(Path folder, String table) {
        return folder.resolve(table + ".copy").toFile();
    }
}
