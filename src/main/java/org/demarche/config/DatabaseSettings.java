package org.demarche.config;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.database")
public interface DatabaseSettings {

    String POOLER = "demarche.database.pooler";

    /**
     * Whether the URL leads to PgBouncer, or another that lends its connections for a transaction each: nothing may be
     * left on one for the next.
     */
    @WithDefault("false")
    boolean pooler();

    /** The longest that a statement which only reads may take: what takes longer is cancelled, and answered so. */
    @WithDefault("PT15S")
    Duration readLimit();

    /** The longest wait for a connection of the pool. */
    @WithDefault("PT10S")
    Duration maxWait();

    /** How many statements may wait for a connection at once; one more is answered at once that there are too many. */
    @WithDefault("5000")
    int maxWaiting();
}
