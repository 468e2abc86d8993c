package org.demarche.importing.unvotes.file;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.demarche.importing.csv.CsvRow;
import org.demarche.model.PartialDate;

/** Parses the fields that rows of several formats have, also as spreadsheets and statistics programs write them. */
public final class FieldParser {

    /** A whole number that may be written as 101.0 or 1e+05. */
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?([eE]\\+?\\d{1,2})?");

    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

    private static final BigDecimal MAX_NUMBER = new BigDecimal("999999999");

    /** Midnight, which some programs write behind each day. */
    private static final String MIDNIGHT = "([T ](0{1,2}:00(:00(\\.0+)?)?|12:00(:00)? ?AM)( ?(Z|UTC|[+-]00:?00))?)?";

    private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})" + MIDNIGHT);
    private static final Pattern US_DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})" + MIDNIGHT);

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
        String text = row.get("date");
        if (text.isEmpty()) {
            return null;
        }
        Matcher iso = ISO_DATE.matcher(text);
        if (!iso.matches()) {
            throw invalidDate(text);
        }
        return day(text, iso.group(1), iso.group(2), iso.group(3));
    }

    /** Month, day, year; or year, month, day. Null when the field is empty. */
    static PartialDate usDate(CsvRow row) throws InvalidRowException {
        Matcher us = US_DATE.matcher(row.get("date"));
        return us.matches() ? day(us.group(), us.group(3), us.group(1), us.group(2)) : isoDate(row);
    }

    /** Null when the field is empty. */
    static String text(CsvRow row, String column) {
        String text = row.get(column);
        return text.isEmpty() ? null : text;
    }

    /** A number as its digits, 2.0 as 2; another text as it is. */
    static String code(CsvRow row, String column) {
        String text = row.get(column);
        Integer number = whole(text);
        return number == null ? text : number.toString();
    }

    private static int number(CsvRow row, String column, String reason) throws InvalidRowException {
        String text = row.get(column);
        Integer number = whole(text);
        if (number == null) {
            throw new InvalidRowException(reason, "%s is '%s', not a number".formatted(column, text));
        }
        return number;
    }

    /** Null if the text is not a whole number of at most nine digits. */
    private static Integer whole(String text) {
        if (DIGITS.matcher(text).matches()) {
            return Integer.valueOf(text);
        }
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        boolean whole = number.stripTrailingZeros().scale() <= 0 && number.compareTo(MAX_NUMBER) <= 0;
        return whole ? Integer.valueOf(number.intValueExact()) : null;
    }

    private static PartialDate day(String text, String year, String month, String day) throws InvalidRowException {
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return new PartialDate(date.toString());
        } catch (DateTimeException | IllegalArgumentException noSuchDay) {
            throw invalidDate(text);
        }
    }

    private static InvalidRowException invalidDate(String text) {
        return new InvalidRowException("invalid date", "date is '%s'; write a day such as 2015-12-23".formatted(text));
    }
}
