package org.demarche.database.resilience;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready means that the database answers, and soon. Asked on a connection of its own, for those of the pool may have much
 * to do, and to take an instance away would give the others more. Quarkus' own check, which is off, waits for twenty seconds and keeps
 * a thread meanwhile.
 */
@Readiness
@ApplicationScoped
@Startup
public class DatabaseReadiness implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseReadiness.class);

    private static final String NAME = "database";

    /** Hundreds of times what it takes, and less than whoever asks waits by default (Kubernetes: one second and more). */
    private static final Duration PATIENCE = Duration.ofMillis(900);

    private final DatabaseAvailability presence;

    /** As it was found last; the start has needed the database. */
    private volatile boolean ready = true;

    DatabaseReadiness(PrimaryDatabase primary, MeterRegistry registry) {
        this.presence = primary.presence();
        Gauge.builder("demarche.ready", this, readiness -> readiness.ready ? 1 : 0)
                .description("1 when the database answered to the last question about readiness, else 0")
                .register(registry);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return presence.confirmed()
                .replaceWith(() -> HealthCheckResponse.up(NAME))
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(() -> down("it has not answered within %d ms".formatted(PATIENCE.toMillis())))
                .onFailure()
                .recoverWithItem(failure -> down(String.valueOf(failure.getMessage())))
                .invoke(this::note);
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }

    /** The log has the changes, not the answers, of which there is one every few seconds. */
    private void note(HealthCheckResponse answer) {
        boolean before = ready;
        ready = answer.getStatus() == HealthCheckResponse.Status.UP;
        if (before && !ready) {
            LOG.warnf(
                    "Not ready: the database does not answer (%s)",
                    answer.getData().orElseThrow().get("reason"));
        } else if (ready && !before) {
            LOG.info("Ready again: the database answers");
        }
    }
}
