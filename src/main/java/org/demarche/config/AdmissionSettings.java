package org.demarche.config;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.requests")
public interface AdmissionSettings {

    /** How many requests are worked on at once: enough to keep the processors and the database's connections busy. */
    @WithDefault("32")
    int running();

    /**
     * How many more may wait for their turn; one more is refused at once. As many as can be served in the time for which
     * they may wait: whoever is refused at once may be back at once, and to refuse takes time too.
     */
    @WithDefault("5000")
    int waiting();

    /** The longest wait for a turn: by then most callers have given up, and work for them would be for nobody. */
    @WithDefault("PT2S")
    Duration maxWait();
}
