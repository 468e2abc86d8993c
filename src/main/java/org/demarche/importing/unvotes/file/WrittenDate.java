package org.demarche.importing.unvotes.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.demarche.model.PartialDate;

/** The days in the files of the United Nations: 2019-10-10, also with a time of midnight, or 9 December 2021. */
public final class WrittenDate {

    private static final Pattern ISO =
            Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T ]0?0:00(?::00(?:\\.0+)?)?Z?)?");

    /** A place may follow, and the spaces may be fixed ones. */
    private static final Pattern ENGLISH = Pattern.compile("(\\d{1,2}) ([A-Za-z]+),? (\\d{4})(?: \\D*)?");

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");

    private WrittenDate() {}

    /** @param field the name of the field, for the message */
    static PartialDate parse(String field, String text) throws InvalidRowException {
        String plain = SPACES.matcher(text).replaceAll(" ").strip();
        try {
            LocalDate day = day(plain);
            if (day != null) {
                return new PartialDate(day.toString());
            }
        } catch (DateTimeException | IllegalArgumentException noSuchDay) {
            // Reported below, like any other text that is not a date.
        }
        throw new InvalidRowException(
                "invalid date", "%s is '%s'; write a day such as 2015-12-23".formatted(field, text));
    }

    private static LocalDate day(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return LocalDate.of(
                    Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(2)), Integer.parseInt(iso.group(3)));
        }
        Matcher english = ENGLISH.matcher(text);
        if (english.matches()) {
            return LocalDate.of(
                    Integer.parseInt(english.group(3)),
                    Month.valueOf(english.group(2).toUpperCase(Locale.ROOT)),
                    Integer.parseInt(english.group(1)));
        }
        return null;
    }
}
