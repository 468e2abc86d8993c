package org.demarche.exporting;

import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import org.demarche.config.ExportSettings;
import org.demarche.model.IpNetwork;

/** Limits the number of exports at once. A client may have no more than remain free for others. */
@Singleton
@Startup
class ExportSlots {

    private final int limit;
    private final Map<IpNetwork, Integer> running = new HashMap<>();
    private int all;

    ExportSlots(ExportSettings settings, MeterRegistry registry) {
        limit = settings.running();
        Gauge.builder("demarche.exports.running", this, ExportSlots::running)
                .description("Exports over HTTP that run")
                .register(registry);
    }

    /** Whether one more may run; if so, {@link #leave} is to be called when it ends. */
    synchronized boolean enter(IpNetwork client) {
        int count = running.getOrDefault(client, 0);
        if (all == limit || count > 0 && count >= limit - all) {
            return false;
        }
        running.put(client, count + 1);
        all++;
        return true;
    }

    synchronized void leave(IpNetwork client) {
        running.computeIfPresent(client, (known, count) -> count == 1 ? null : count - 1);
        all--;
    }

    synchronized int running() {
        return all;
    }
}
