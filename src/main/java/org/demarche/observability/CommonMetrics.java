package org.demarche.observability;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.runtime.ImageMode;

/** Filters and tags that apply to all metrics, including those of Quarkus. */
public class CommonMetrics {

    /** Clients can send any other method name, and each would be a time series. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    @Produces
    @Singleton
    MeterFilter methods() {
        return MeterFilter.deny(meter ->
                meter.getName().startsWith("http.server.requests") && !METHODS.contains(meter.getTag("method")));
    }

    /** Distinguishes common metrics, such as those of the JVM, from those of other programs in the same Prometheus. */
    @Produces
    @Singleton
    MeterFilter application() {
        return MeterFilter.commonTags(List.of(Tag.of("application", "demarche")));
    }

    /**
     * Replaces a metric that Quarkus derives from notifications about garbage collections. A native executable counts
     * its collections but sends no notifications.
     */
    @Produces
    @Singleton
    MeterBinder collections() {
        return registry -> {
            if (ImageMode.current().isNativeImage()) {
                ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> FunctionTimer.builder(
                                "jvm.gc.pause",
                                collector,
                                GarbageCollectorMXBean::getCollectionCount,
                                GarbageCollectorMXBean::getCollectionTime,
                                TimeUnit.MILLISECONDS)
                        .tag("gc", collector.getName())
                        .description("Time spent in GC pause")
                        .register(registry));
            }
        };
    }
}
