package org.demarche.importing.unvotes;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.demarche.importing.csv.CsvRow;
import org.demarche.model.PartialDate;

/** Parses the fields that rows of both formats have. */
final class FieldParser {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern US_DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");

    private FieldParser() {}

    static int rollCall(CsvRow row) throws InvalidRowException {
        return number(row, "rcid", "invalid roll-call id");
    }

    static int session(CsvRow row) throws InvalidRowException {
        int session = number(row, "session", "invalid session");
        if (!Sessions.isSession(session)) {
            throw new InvalidRowException(
                    "invalid session", "session is '%s', not a number from 1 to 999".formatted(session));
        }
        return session;
    }

    /** Year, month, day. Null when the field is empty. */
    static PartialDate isoDate(CsvRow row) throws InvalidRowException {
        return date(row, ISO_DATE, 1, 2, 3, "2015-12-23");
    }

    /** Month, day, year. Null when the field is empty. */
    static PartialDate usDate(CsvRow row) throws InvalidRowException {
        return date(row, US_DATE, 3, 1, 2, "12/23/2015");
    }

    /** Null when the field is empty. */
    static String text(CsvRow row, String column) {
        String text = row.get(column);
        return text.isEmpty() ? null : text;
    }

    private static int number(CsvRow row, String column, String reason) throws InvalidRowException {
        String text = row.get(column);
        if (!NUMBER.matcher(text).matches()) {
            throw new InvalidRowException(reason, "%s is '%s', not a number".formatted(column, text));
        }
        return Integer.parseInt(text);
    }

    private static PartialDate date(CsvRow row, Pattern form, int year, int month, int day, String example)
            throws InvalidRowException {
        String text = row.get("date");
        if (text.isEmpty()) {
            return null;
        }
        Matcher date = form.matcher(text);
        try {
            if (date.matches()) {
                return new PartialDate(LocalDate.of(
                                Integer.parseInt(date.group(year)),
                                Integer.parseInt(date.group(month)),
                                Integer.parseInt(date.group(day)))
                        .toString());
            }
        } catch (DateTimeException noSuchDay) {
            // Reported below, like any other text that is not a date.
        }
        throw new InvalidRowException("invalid date", "date is '%s'; write a day such as %s".formatted(text, example));
    }
}
