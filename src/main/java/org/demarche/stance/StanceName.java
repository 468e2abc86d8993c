package org.demarche.stance;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a stance in its global id. It stays the same when a revision changes the first day or the country.
 *
 * @param event the name of the event in its global id
 * @param onEvent the code of the country and the first day, as they were first recorded; and a number if another stance
 *     had these before
 */
record StanceName(String event, String onEvent, String country, LocalDate firstDay) {

    private static final Pattern FORMAT = Pattern.compile("(.+)/(([A-Z]{2,4})/(\\d{4}-\\d{2}-\\d{2})(?:/[1-9]\\d*)?)");

    /** @param onEvent null if country and first day are as they were first recorded */
    static String of(String event, String onEvent, String country, LocalDate firstDay) {
        return event + '/' + (onEvent == null ? country + '/' + firstDay : onEvent);
    }

    /** Empty for a text that is not the name of a stance. */
    static Optional<StanceName> parse(String name) {
        Matcher matcher = FORMAT.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StanceName(
                    matcher.group(1), matcher.group(2), matcher.group(3), LocalDate.parse(matcher.group(4))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return event + '/' + onEvent;
    }
}
