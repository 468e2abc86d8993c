package org.demarche.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

import io.smallrye.graphql.api.CustomScalar;
import io.smallrye.graphql.api.CustomStringScalar;

/**
 * A date as precisely as it is known: EDTF level 0 (ISO 8601-2), years 0001 to 9999.
 *
 * <p>Its annotation and interface are from SmallRye's API: the schema builder finds custom scalars by the annotation on
 * the class alone (SchemaBuilder.addCustomScalarTypes in 2.17), and offers no other way to register one.
 */
@CustomScalar("PartialDate")
public final class PartialDate implements CustomStringScalar {

    private static final Pattern FORM = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

    /** The lengths of a year, and of a year and month. */
    private static final int YEAR = 4;

    private static final int MONTH = 7;

    private final String value;

    /**
     * @param value 1979, 1979-12 or 1979-12-24
     * @throws IllegalArgumentException with a message for the author of the date
     */
    public PartialDate(String value) {
        this(value, true);
    }

    private PartialDate(String value, boolean check) {
        if (check && !isPartialDate(value)) {
            throw new IllegalArgumentException(
                    "'%s' is not an EDTF level 0 date; write 1979, 1979-12 or 1979-12-24, and only days that exist"
                            .formatted(value));
        }
        this.value = value;
    }

    /** Reads a column without a check, since the database has one. Null for null. */
    public static PartialDate recorded(String value) {
        return value == null ? null : new PartialDate(value, false);
    }

    /** The first day that the date may mean: 1979-12 begins on 1979-12-01. */
    public LocalDate firstDay() {
        return firstDay(value);
    }

    /** The last day that the date may mean: 1979-12 ends on 1979-12-31. */
    public LocalDate lastDay() {
        return switch (value.length()) {
            case YEAR -> firstDay().plusYears(1).minusDays(1);
            case MONTH -> firstDay().plusMonths(1).minusDays(1);
            default -> firstDay();
        };
    }

    /** The month of a day; a less precise date remains as it is. */
    public PartialDate toMonth() {
        return value.length() <= MONTH ? this : new PartialDate(value.substring(0, MONTH), false);
    }

    /** Compares the first days. */
    public boolean isBefore(PartialDate other) {
        return firstDay().isBefore(other.firstDay());
    }

    /** The date no more precise than the other: 1979-12-24 with the precision of 1980 is 1979. */
    public PartialDate withPrecisionOf(PartialDate other) {
        return other.value.length() >= value.length()
                ? this
                : new PartialDate(value.substring(0, other.value.length()), false);
    }

    /** Whether the other date may mean the same and is more precise: 1979-12 includes 1979-12-24. */
    public boolean includes(PartialDate other) {
        return other.value.length() > value.length() && other.value.startsWith(value);
    }

    @Override
    public String stringValueForSerialization() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartialDate that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    private static boolean isPartialDate(String value) {
        return value != null && FORM.matcher(value).matches() && !value.startsWith("0000") && firstDay(value) != null;
    }

    /** Reads the digits itself: with a formatter it takes four times as long, and an import asks several times for each vote. */
    private static LocalDate firstDay(String value) {
        int year = Integer.parseInt(value, 0, YEAR, 10);
        int month = value.length() == YEAR ? 1 : Integer.parseInt(value, YEAR + 1, MONTH, 10);
        int day = value.length() <= MONTH ? 1 : Integer.parseInt(value, MONTH + 1, value.length(), 10);
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }
}
