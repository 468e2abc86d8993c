package org.demarche.graphql.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;

/**
 * The subscriptions that run, by their requests. All users of an app have the same one, so each event is executed once for
 * all of them: a thousand executions would take a second. The result depends on nothing but the request and the event,
 * because everybody may read everything.
 */
@Singleton
@Startup
public class SharedSubscriptions {

    private final Map<JsonObject, Shared> byRequest = new ConcurrentHashMap<>();
    private final Counter executed;

    SharedSubscriptions(MeterRegistry registry) {
        Gauge.builder("demarche.subscriptions.running", this, SharedSubscriptions::subscribers)
                .description("Subscriptions that run, over sockets and as event streams")
                .register(registry);
        executed = Counter.builder("demarche.subscriptions.executed")
                .description("Events that were executed for subscriptions; once for all that are equal")
                .register(registry);
    }

    Shared enter(JsonObject request) {
        return byRequest.compute(request, (key, known) -> {
            Shared shared = known == null ? new Shared(request) : known;
            shared.subscribers++;
            return shared;
        });
    }

    private int subscribers() {
        return byRequest.values().stream()
                .mapToInt(shared -> shared.subscribers)
                .sum();
    }

    /** Equal subscriptions. */
    final class Shared {

        /** For the subscribers that are a little behind the first one. Those further behind execute the event again. */
        private static final int RECENT = 16;

        private final JsonObject request;
        private volatile int subscribers;

        private final Map<Object, CompletableFuture<GraphqlResponse>> recent = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, CompletableFuture<GraphqlResponse>> eldest) {
                return size() > RECENT;
            }
        };

        private Shared(JsonObject request) {
            this.request = request;
        }

        /** @param execute called if no other subscriber has executed the event recently */
        CompletableFuture<GraphqlResponse> response(
                Object event, Supplier<CompletableFuture<GraphqlResponse>> execute) {
            synchronized (recent) {
                return recent.computeIfAbsent(event, key -> {
                    executed.increment();
                    return execute.get();
                });
            }
        }

        /** Lets the event be executed again if that has failed; once however many subscribers call this. */
        void forget(Object event) {
            synchronized (recent) {
                CompletableFuture<GraphqlResponse> known = recent.get(event);
                if (known != null
                        && known.isDone()
                        && !known.isCompletedExceptionally()
                        && known.join().isUnavailable()) {
                    recent.remove(event);
                }
            }
        }

        void leave() {
            byRequest.computeIfPresent(request, (key, shared) -> --shared.subscribers == 0 ? null : shared);
        }
    }
}
