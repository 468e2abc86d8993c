package org.demarche.config;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.requests")
public interface AdmissionSettings {

    /**
     * How many requests run at once: enough to keep the processors and the database connections busy. An expensive request
     * counts as several, see {@code demarche.requests.unit-cost}.
     */
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

    /**
     * The cost up to which a request counts as one of those that run at once; one of three times this cost counts as three,
     * and so on, up to half of them: the answers of more of the largest requests would not fit into the memory of the image.
     */
    @WithDefault("12500")
    @WithConverter(CheckedConverter.Count.class)
    int unitCost();

    /**
     * How long a request may take, from its arrival to its answer. Then it is answered with an error, and its statements
     * are cancelled. Less than the maximum duration of a read statement, which also limits reads that serve no single
     * request.
     */
    @WithDefault("PT10S")
    @WithConverter(CheckedConverter.Time.class)
    Duration timeLimit();

    /**
     * How many statements of one request run at once; its others wait. A quarter of the pool by default: queries of
     * applications need two or three, and a request that counts hundreds of lists must leave connections to others.
     */
    @WithDefault("4")
    @WithConverter(CheckedConverter.Count.class)
    int statements();
}
