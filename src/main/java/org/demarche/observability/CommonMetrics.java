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

/** What holds for every metric, also for those that Quarkus counts by itself. */
public class CommonMetrics {

    /** A client may make up others without end, each a series of its own. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    @Produces
    @Singleton
    MeterFilter methods() {
        return MeterFilter.deny(meter ->
                meter.getName().startsWith("http.server.requests") && !METHODS.contains(meter.getTag("method")));
    }

    /** Tells the common ones, as of the JVM, from those of other programs in the same Prometheus. */
    @Produces
    @Singleton
    MeterFilter application() {
        return MeterFilter.commonTags(List.of(Tag.of("application", "demarche")));
    }

    /** A native executable does not announce its collections, from which Quarkus takes this metric; it counts them. */
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
