package org.demarche.model;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;

/** The date that a query asks about. */
public final class AsOf {

    private AsOf() {}

    /** @param date null for today */
    public static LocalDate orToday(LocalDate date, Clock clock) {
        return Objects.requireNonNullElseGet(date, () -> LocalDate.now(clock));
    }
}
