package org.demarche.database.resilience;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready if the database answers within 900 ms. Uses a dedicated connection: a busy pool must not make the instance
 * unready, which would only shift its load to the others. Quarkus' own check is off, because it waits for 20 seconds and
 * blocks a thread meanwhile.
 */
@Readiness
@Singleton
@Startup
public class DatabaseReadiness implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseReadiness.class);

    private static final String NAME = "database";

    /** Hundreds of times what a check takes, and less than the default timeout of probes (Kubernetes: 1 s). */
    private static final Duration TIMEOUT = Duration.ofMillis(900);

    private final DatabaseAvailability availability;

    /** The latest result. True at first, because the service does not start without the database. */
    private volatile boolean ready = true;

    DatabaseReadiness(PrimaryDatabase primary, MeterRegistry registry) {
        this.availability = primary.availability();
        Gauge.builder("demarche.ready", this, readiness -> readiness.ready ? 1 : 0)
                .description("1 if the database answered the latest readiness check, otherwise 0")
                .register(registry);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return availability
                .checkNow()
                .replaceWith(() -> HealthCheckResponse.up(NAME))
                .ifNoItem()
                .after(TIMEOUT)
                .recoverWithItem(() -> down("no answer within " + TIMEOUT.toMillis() + " ms"))
                .onFailure()
                .recoverWithItem(failure -> down(String.valueOf(failure.getMessage())))
                .invoke(this::logChange);
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }

    /** Checks come every few seconds, so only changes are logged. */
    private void logChange(HealthCheckResponse response) {
        boolean before = ready;
        ready = response.getStatus() == HealthCheckResponse.Status.UP;
        if (before && !ready) {
            LOG.warnf(
                    "Not ready: the database does not answer (%s)",
                    response.getData().orElseThrow().get("reason"));
        } else if (ready && !before) {
            LOG.info("Ready again: the database answers");
        }
    }
}
