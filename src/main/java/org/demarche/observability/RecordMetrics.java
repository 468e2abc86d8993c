package org.demarche.observability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

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
 * Metrics about the record and its imports, read from the database: the process of an import ends before Prometheus
 * could scrape it. A scrape triggers the queries at most once in 30 s and does not wait for them; the next scrape shows
 * their results.
 */
@Singleton
public class RecordMetrics {

    private static final Logger LOG = Logger.getLogger(RecordMetrics.class);

    private static final Duration MIN_INTERVAL = Duration.ofSeconds(30);

    private final ImportRunRepository runs;
    private final RowEstimateRepository estimates;
    private final MeterRegistry registry;
    private final MultiGauge rows;
    private final MultiGauge imported;
    private final MultiGauge succeeded;
    private final MultiGauge failed;
    private final AtomicLong lastRefresh = new AtomicLong(System.nanoTime() - MIN_INTERVAL.toNanos());

    RecordMetrics(ImportRunRepository runs, RowEstimateRepository estimates, MeterRegistry registry) {
        this.runs = runs;
        this.estimates = estimates;
        this.registry = registry;
        rows = gauge("demarche.record.rows", "Rows in the tables, as estimated by PostgreSQL");
        imported = gauge("demarche.import.rows", "Rows of the last successful import, by result");
        succeeded =
                gauge("demarche.import.last.success", "When the last successful import ended, in seconds since 1970");
        failed = gauge("demarche.import.failed", "1 if the latest import failed or was killed, 0 otherwise");
    }

    void register(@Observes StartupEvent start) {
        Gauge.builder("demarche.record.asked", this, RecordMetrics::refresh)
                .description(
                        "Seconds since the metrics about the record and its imports were last read from the database")
                .register(registry);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private double refresh() {
        long now = System.nanoTime();
        long last = lastRefresh.get();
        if (now - last >= MIN_INTERVAL.toNanos() && lastRefresh.compareAndSet(last, now)) {
            Uni.combine()
                    .all()
                    .unis(estimates.rows(), runs.latest())
                    .asTuple()
                    .subscribe()
                    .with(
                            results -> show(results.getItem1(), results.getItem2()),
                            failure -> LOG.debug("The metrics about the record cannot be read", failure));
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
