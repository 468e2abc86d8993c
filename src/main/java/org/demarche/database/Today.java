package org.demarche.database;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

/** The day that "today" means in every answer: that of UTC, wherever the service runs. */
@ApplicationScoped
public class Today {

    public LocalDate date() {
        return LocalDate.now(Clock.systemUTC());
    }

    /** The day asked about: today when it is left out. */
    public LocalDate or(LocalDate asked) {
        return Objects.requireNonNullElseGet(asked, this::date);
    }
}
