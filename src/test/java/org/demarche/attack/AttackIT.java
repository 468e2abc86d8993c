package org.demarche.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.demarche.support.Heavy;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/**
 * Attacks, one after the other, on a service that has the memory of the container image. An ordinary client beside them loses
 * no request. target/attacks.md shows how long its requests took.
 */
@Heavy
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackIT {

    /** The limit of k8s/base/deployment.yaml. */
    private static final long MEMORY = 768L * 1024 * 1024;

    /** Of an ordinary client: a browser's user has left by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int CALM = 100;
    private static final Path TABLE = Path.of("target", "attacks.md");

    /** A regular expression for some of the attacks, in a run by hand. */
    private static final String ONLY = System.getProperty("demarche.attack.only", "");

    /** In seconds: how long an attack is repeated, in a run by hand that measures the client beside it. */
    private static final Duration REPEAT = Duration.ofSeconds(Integer.getInteger("demarche.attack.repeat", 0));

    private final List<String> table = new ArrayList<>();
    private AttackedService service;
    private OrdinaryClient beside;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, SQLException {
        RunningProgram.skipWhenNative();
        service = AttackedService.start(folder, ImageOptions.ofJvm());
        beside = new OrdinaryClient(service.target().port(), PATIENCE);
        await().atMost(Duration.ofMinutes(1)).until(() -> beside.requests() > 2 * CALM);
        beside.take();
        await().atMost(Duration.ofMinutes(1)).until(() -> beside.requests() > CALM);
        report("(no attack)", "", beside.take());
    }

    static Stream<Attack> attacks() {
        return Attack.all().filter(AttackIT::isWanted);
    }

    private static boolean isWanted(Attack attack) {
        return (attack.group() + " " + attack.name()).matches(".*(" + ONLY + ").*");
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("attacks")
    void anAttackHurtsNobody(Attack attack) throws IOException {
        List<RawAnswer> answers = new ArrayList<>();
        long start = System.nanoTime();
        do {
            answers.addAll(attack.action().perform(service.target()));
        } while (System.nanoTime() - start < REPEAT.toNanos());
        OrdinaryClient.Record meanwhile = beside.take();
        report(attack.name(), kinds(answers), meanwhile);
        assertThat(answers.stream()
                        .filter(answer -> !attack.outcome().matches().test(answer))
                        .map(RawAnswer::shown)
                        .distinct())
                .as("answers that are not %s", attack.outcome().text())
                .isEmpty();
        assertThat(meanwhile.failures().stream().distinct())
                .as("failures of ordinary requests")
                .isEmpty();
        service.assertUnhurt();
        assertThat(service.peakMemory()).isLessThan(MEMORY);
    }

    private static String kinds(List<RawAnswer> answers) {
        return answers.stream().map(RawAnswer::kind).distinct().sorted().collect(Collectors.joining(", "));
    }

    private void report(String name, String answers, OrdinaryClient.Record meanwhile) throws IOException {
        table.add(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %.1f | %.1f | %.1f | %d |",
                name,
                answers,
                meanwhile.requests(),
                meanwhile.failures().size(),
                meanwhile.percentile(50),
                meanwhile.percentile(99),
                meanwhile.percentile(100),
                service.peakMemory() / 1024 / 1024));
    }

    @AfterAll
    void stop() throws IOException {
        if (service != null) {
            beside.close();
            service.close();
            table.add(
                    0,
                    "| Attack | Answers | Requests beside it | Failed | Median ms | p99 ms | Longest ms | Peak memory MiB |");
            table.add(1, "|---|--:|--:|--:|--:|--:|--:|--:|");
            Files.write(TABLE, table);
        }
    }
}
