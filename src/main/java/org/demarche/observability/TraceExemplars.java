package org.demarche.observability;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.prometheus.client.exemplars.ExemplarSampler;
import io.quarkus.micrometer.runtime.export.exemplars.OpentelemetryExemplarSamplerProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets metrics refer to traces (exemplars) only while there are traces. Quarkus looks for a trace each time a metric is
 * recorded, dozens of times per request, also if tracing is off.
 */
@Singleton
class TraceExemplars {

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    Optional<ExemplarSampler> sampler(@ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean tracingDisabled) {
        return tracingDisabled ? Optional.empty() : new OpentelemetryExemplarSamplerProvider().exemplarSampler();
    }
}
