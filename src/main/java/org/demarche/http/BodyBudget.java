package org.demarche.http;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import org.demarche.config.HttpSettings;

/** The memory of the bodies of all requests that are not answered yet. */
@Singleton
@Startup
public class BodyBudget {

    private final AtomicLong used = new AtomicLong();
    private final long capacity;

    BodyBudget(HttpSettings settings, MeterRegistry registry) {
        capacity = settings.bodies().asLongValue();
        Gauge.builder("demarche.bodies.size", used, AtomicLong::get)
                .baseUnit("bytes")
                .description("Memory of the bodies of unanswered requests, without their first 8 KiB")
                .register(registry);
    }

    /** Whether there was room for so many more bytes. */
    public boolean reserve(long bytes) {
        if (used.addAndGet(bytes) <= capacity) {
            return true;
        }
        release(bytes);
        return false;
    }

    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
