package org.demarche.config;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.requests")
public interface AdmissionSettings {

    /** How many requests run at once: enough to keep the processors and the database connections busy. */
    @WithDefault("32")
    @WithConverter(CheckedConverter.Count.class)
    int running();

    /**
     * How many requests may wait to run; any further request is rejected at once. About as many as the service can
     * answer within the maximum wait: clients retry rejected requests immediately, and rejecting takes time too.
     */
    @WithDefault("5000")
    @WithConverter(CheckedConverter.Count.class)
    int waiting();

    /** How long a request may wait to run. After that most clients have given up, and nobody would read the answer. */
    @WithDefault("PT2S")
    @WithConverter(CheckedConverter.Time.class)
    Duration maxWait();
}
