package org.demarche.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.security.SigningKey;
import org.demarche.support.DataFolder;
import org.demarche.support.Postmaster;
import org.demarche.support.PreparedKey;
import org.demarche.support.RunningProgram;
import org.demarche.support.TestTokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/**
 * The packaged program with a record that is large enough for attacks, and its database.
 *
 * @param seen how much of its log has been checked
 */
record AttackedService(RunningProgram program, EmbeddedDatabase database, Path folder, AtomicInteger seen)
        implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RECEIVE_TIMEOUT = Duration.ofSeconds(3);

    /** Short ones, so that attacks which wait for them take seconds. */
    private static final Map<String, String> TIMEOUTS = Map.of(
            "DEMARCHE_HTTP_RECEIVE_TIMEOUT", "3S",
            "DEMARCHE_HTTP_SEND_TIMEOUT", "3S",
            "DEMARCHE_STREAMS_KEEP_ALIVE", "5S");

    private static final String RECORD = """
            insert into event (slug, title, title_key, kind, status, date)
            select 'attack-' || n, 'Attack ' || n, 'attack ' || n, 'VOTE', 'OCCURRED', '1900-01' from generate_series(1, 1000) n;
            insert into event_topic (event_id, topic_id, day)
            select e.id, t.id, e.day from event e, topic t where e.slug like 'attack-%' and t.slug = 'afghan-wars';
            insert into stance (event_id, country_id, position, act, since, confidence, summary)
            select e.id, c.id, (array['SUPPORTS', 'NEUTRAL', 'OPPOSES'])[1 + (e.id + c.id) % 3], 'VOTE', '1900-01', 'CONFIRMED',
                   repeat('A summary of some length. ', 10)
            from event e, lateral (select id from country order by code offset e.id % 50 limit 100) c
            where e.slug like 'attack-%';
            analyze
            """;

    /** @param options of the JVM */
    static AttackedService start(Path folder, List<String> options) throws IOException, SQLException {
        EmbeddedDatabase database = DataFolder.MIGRATED.start(folder);
        Postmaster.of(folder).execute(RECORD);
        Map<String, String> environment = new TreeMap<>(TIMEOUTS);
        environment.putAll(ImageOptions.environment());
        environment.putAll(RunningProgram.connectingTo(database));
        PreparedKey.copyTo(SigningKey.fileIn(folder));
        environment.put("DEMARCHE_TOKENS_ISSUER", TestTokens.ISSUER);
        environment.put("DEMARCHE_TOKENS_KEYS", SigningKey.fileIn(folder).toString());
        RunningProgram program = RunningProgram.startWith(options, environment);
        return new AttackedService(program.listening(), database, folder, new AtomicInteger());
    }

    Target target() {
        return new Target(program.port(), PATIENCE, RECEIVE_TIMEOUT);
    }

    /** Alive, and nothing of the attack is left. */
    void assertUnhurt() throws IOException {
        assertThat(program.runs()).isTrue();
        assertThat(program.management("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(program.ask("{ country(code: \"RU\") { code } }").encode()).contains("RU");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(running()).isEqualTo("0"));
        assertThat(complaints()).isEmpty();
    }

    /** The most memory that it has had, in bytes; 0 where Linux' files are missing. */
    long peakMemory() throws IOException {
        Path status = Path.of("/proc", Long.toString(program.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    private String running() throws IOException, SQLException {
        return Postmaster.of(folder)
                .text("select count(*) from pg_stat_activity where state <> 'idle'"
                        + " and backend_type = 'client backend' and pid <> pg_backend_pid()");
    }

    /** Lines of the log that no client may cause, since the last call. */
    private List<String> complaints() {
        String log = program.output();
        return log.substring(seen.getAndSet(log.length()))
                .lines()
                .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat ") || line.startsWith("Caused by"))
                .limit(5)
                .toList();
    }

    @Override
    public void close() throws IOException {
        program.close();
        database.close();
    }
}
