package org.demarche.importing.unvotes;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.demarche.importing.csv.CsvRow;
import org.demarche.model.PartialDate;

/** Values that rows of both formats have. */
final class RowFields {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern US_DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");

    private RowFields() {}

    /** A value that cannot be: with the words that count as its reason. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final String reason;

        Unreadable(String reason, String detail) {
            super(detail, null, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    static int rollCall(CsvRow row) throws Unreadable {
        return number(row, "rcid", "no roll-call id");
    }

    static int session(CsvRow row) throws Unreadable {
        int session = number(row, "session", "no session");
        if (!Sessions.isSession(session)) {
            throw new Unreadable("no session", "session is '%s'; the first is 1".formatted(session));
        }
        return session;
    }

    /** Null when there is none. */
    static PartialDate isoDate(CsvRow row) throws Unreadable {
        return date(row, ISO_DATE, 1, 2, 3, "2015-12-23");
    }

    /** Month, day, year; null when there is none. */
    static PartialDate usDate(CsvRow row) throws Unreadable {
        return date(row, US_DATE, 3, 1, 2, "12/23/2015");
    }

    /** Null when there is none. */
    static String text(CsvRow row, String column) {
        String text = row.get(column);
        return text.isEmpty() ? null : text;
    }

    private static int number(CsvRow row, String column, String reason) throws Unreadable {
        String text = row.get(column);
        if (!NUMBER.matcher(text).matches()) {
            throw new Unreadable(reason, "%s is '%s' and should be a number".formatted(column, text));
        }
        return Integer.parseInt(text);
    }

    private static PartialDate date(CsvRow row, Pattern form, int year, int month, int day, String example)
            throws Unreadable {
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
            // Said below, like every other text that is no date.
        }
        throw new Unreadable("no date", "date is '%s' and should be a day as in %s".formatted(text, example));
    }
}
