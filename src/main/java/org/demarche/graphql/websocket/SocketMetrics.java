package org.demarche.graphql.websocket;

import java.util.EnumMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;

/** Counts the sockets that the service closes, by the code that clients see. */
@Singleton
@Startup
public class SocketMetrics {

    private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);

    SocketMetrics(MeterRegistry registry) {
        // All from the start, because a rate needs a zero before the first one.
        for (CloseCode code : CloseCode.values()) {
            closed.put(
                    code,
                    Counter.builder("demarche.sockets.closed")
                            .description("WebSockets that the service has closed, by the code that clients see")
                            .tag("code", Integer.toString(code.number()))
                            .register(registry));
        }
    }

    void countClosed(CloseCode code) {
        closed.get(code).increment();
    }
}
