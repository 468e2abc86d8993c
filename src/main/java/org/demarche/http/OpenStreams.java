package org.demarche.http;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import org.demarche.config.StreamSettings;
import org.demarche.error.ErrorCode;
import org.demarche.model.IpNetwork;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The WebSockets and event streams that are open. Limits their number, and closes them when the service stops: otherwise
 * each would be a request that Quarkus waits for until its timeout.
 */
@Singleton
@Startup
public class OpenStreams {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);

    private final StreamSettings settings;
    private final Vertx vertx;
    private final Duration delay;
    private final Map<IpNetwork, Integer> byClient = new ConcurrentHashMap<>();
    private final Set<OpenStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final Counter refused;
    private volatile boolean draining;

    OpenStreams(
            StreamSettings settings,
            Vertx vertx,
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.shutdown.delay") Duration delay) {
        this.settings = settings;
        this.vertx = vertx;
        this.delay = delay;
        Gauge.builder("demarche.streams.open", open, AtomicInteger::get)
                .description("WebSockets and event streams that are open")
                .register(registry);
        refused = Counter.builder("demarche.streams.refused")
                .description("WebSockets and event streams that were refused, because there were too many")
                .register(registry);
        vertx.setPeriodic(CHECK_INTERVAL.toMillis(), timer -> streams.forEach(OpenStream::check));
    }

    /**
     * Null if the client may open a stream; if so, {@link #leave} is to be called when it has ended, whether or not it was
     * added.
     */
    public RequestError enter(IpNetwork client) {
        if (draining) {
            return RequestError.unavailable("The service is stopping. Connect again, to another instance.");
        }
        int count = byClient.merge(client, 1, Integer::sum);
        int all = open.incrementAndGet();
        if (all <= settings.open() && count <= settings.perClient()) {
            return null;
        }
        leave(client);
        refused.increment();
        return count > settings.perClient()
                ? new RequestError(
                        429,
                        ErrorCode.LIMIT_EXCEEDED,
                        "This client has %d WebSockets and event streams open, the most that it may have; close some."
                                .formatted(settings.perClient()))
                : RequestError.unavailable(
                        "The service has too many WebSockets and event streams open at the moment. Retry in a few seconds.");
    }

    public void leave(IpNetwork client) {
        open.decrementAndGet();
        byClient.computeIfPresent(client, (known, count) -> count == 1 ? null : count - 1);
    }

    public void add(OpenStream stream) {
        streams.add(stream);
        if (draining) {
            stream.drain();
        }
    }

    public void remove(OpenStream stream) {
        streams.remove(stream);
    }

    /** Until load balancers have noticed that this instance is not ready, clients would come back to it. */
    void stopping(@Observes ShutdownDelayInitiatedEvent begin) {
        if (delay.isZero()) {
            drain();
        } else {
            vertx.setTimer(delay.toMillis(), timer -> drain());
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        drain();
    }

    private void drain() {
        draining = true;
        streams.forEach(OpenStream::drain);
    }
}
