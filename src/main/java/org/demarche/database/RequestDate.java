package org.demarche.database;

import java.time.Clock;
import java.time.LocalDate;

import jakarta.inject.Singleton;

/** The date that a request asks about if it names none: today, or the day of the moment that it looks back to. */
@Singleton
public class RequestDate {

    private final Clock clock;

    RequestDate(Clock clock) {
        this.clock = clock;
    }

    public LocalDate today() {
        KnownMoment moment = KnownMoment.current();
        return moment == null ? LocalDate.now(clock) : moment.day();
    }

    /** @param date null for today */
    public LocalDate orToday(LocalDate date) {
        return date == null ? today() : date;
    }
}
