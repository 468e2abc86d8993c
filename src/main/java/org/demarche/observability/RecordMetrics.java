package org.demarche.observability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.demarche.importing.ImportRun;
import org.demarche.importing.ImportRunRepository;
import org.jboss.logging.Logger;

/**
 * What is recorded and how imports went, out of the database: an import ends before Prometheus could ask it. The tables
 * are asked when the metrics are, at most every half a minute; an answer is of use to the next scrape, so that none
 * waits for the database.
 */
@ApplicationScoped
public class RecordMetrics {

    private static final Logger LOG = Logger.getLogger(RecordMetrics.class);

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final ImportRunRepository runs;
    private final RowEstimateRepository estimates;
    private final MeterRegistry registry;
    private final MultiGauge rows;
    private final MultiGauge imported;
    private final MultiGauge succeeded;
    private final MultiGauge failed;
    private final AtomicLong asked = new AtomicLong(System.nanoTime() - PAUSE.toNanos());

    RecordMetrics(ImportRunRepository runs, RowEstimateRepository estimates, MeterRegistry registry) {
        this.runs = runs;
        this.estimates = estimates;
        this.registry = registry;
        rows = gauge("demarche.record.rows", "Rows of the tables, by PostgreSQL's estimate");
        imported = gauge("demarche.import.rows", "What became of the rows of the last import that ended well");
        succeeded = gauge("demarche.import.last.success", "When an import last ended well, in seconds since 1970");
        failed = gauge("demarche.import.failed", "1 when the latest import failed or was killed, else 0");
    }

    void register(@Observes StartupEvent start) {
        Gauge.builder("demarche.record.asked", this, RecordMetrics::ask)
                .description("Seconds since the figures about the record and its imports were asked for")
                .register(registry);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private double ask() {
        long now = System.nanoTime();
        long last = asked.get();
        if (now - last >= PAUSE.toNanos() && asked.compareAndSet(last, now)) {
            Uni.combine()
                    .all()
                    .unis(estimates.rows(), runs.latest())
                    .asTuple()
                    .subscribe()
                    .with(
                            figures -> show(figures.getItem1(), figures.getItem2()),
                            failure -> LOG.debug("The figures about the record cannot be read", failure));
        }
        return Duration.ofNanos(now - last).toMillis() / 1000.0;
    }

    private void show(Map<String, Double> estimated, List<ImportRun> latest) {
        List<Row<?>> sizes = new ArrayList<>();
        estimated.forEach((table, size) -> sizes.add(Row.of(Tags.of("table", table), size)));
        rows.register(sizes, true);
        List<Row<?>> results = new ArrayList<>();
        List<Row<?>> times = new ArrayList<>();
        List<Row<?>> failures = new ArrayList<>();
        for (ImportRun run : latest) {
            Tags kind = Tags.of("kind", run.kind());
            results.add(Row.of(kind.and("result", "recorded"), run.result().recorded()));
            results.add(Row.of(kind.and("result", "revised"), run.result().revised()));
            results.add(Row.of(kind.and("result", "unchanged"), run.result().unchanged()));
            results.add(Row.of(kind.and("result", "rejected"), run.result().rejected()));
            failures.add(Row.of(kind, run.failed() ? 1 : 0));
            if (run.succeededAt() != null) {
                times.add(Row.of(kind, run.succeededAt().toEpochSecond()));
            }
        }
        imported.register(results, true);
        succeeded.register(times, true);
        failed.register(failures, true);
    }
}
