package org.demarche.config;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Provides the clock that everything injects, so that tests can replace it. */
class SystemClock {

    /** In UTC: "today" in an answer is the same day wherever the service runs. */
    @Produces
    @ApplicationScoped
    Clock utc() {
        return Clock.systemUTC();
    }
}
