package org.demarche.observability;

import java.util.Locale;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.demarche.importing.unvotes.builtin.BackgroundLoading;
import org.demarche.importing.unvotes.builtin.BackgroundLoading.State;
import org.demarche.importing.unvotes.builtin.BuiltInVotes;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows how far the built-in votes are loaded. Always UP: the service answers meanwhile. */
@Readiness
@Singleton
@Startup
public class RecordHealth implements AsyncHealthCheck {

    private final BackgroundLoading loading;
    private final BuiltInVotes votes;

    RecordHealth(BackgroundLoading loading, BuiltInVotes votes, MeterRegistry registry) {
        this.loading = loading;
        this.votes = votes;
        Gauge.builder("demarche.record.loaded", this, RecordHealth::share)
                .description("The share of the chosen built-in records that is loaded, from 0 to 1")
                .register(registry);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(() -> HealthCheckResponse.named("record")
                .up()
                .withData(
                        "un-votes",
                        loading.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .withData("loaded", String.format(Locale.ROOT, "%d %%", (int) (100 * share())))
                .build());
    }

    /** The small record is loaded before the service answers. */
    private double share() {
        return loading.state() == State.NOT_CHOSEN ? 1 : votes.loadedShare();
    }
}
