package org.demarche.paging;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The types of the columns that lists are sorted by. A value has exactly one spelling in a cursor. */
public enum ColumnType {
    TEXT("text"),
    DATE("date"),
    TIME("timestamptz"),
    NUMBER("bigint"),
    RANK("float4"),
    SCORE("float8");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    /** The type's name in the database. */
    public String sql() {
        return sql;
    }

    String write(Object value) {
        return value.toString();
    }

    /** @throws RuntimeException if {@link #write} did not write the text */
    Object read(String text) {
        Object value = parse(text);
        if (!write(value).equals(text)) {
            throw new IllegalArgumentException("not the canonical spelling");
        }
        return value;
    }

    private Object parse(String text) {
        return switch (this) {
            case TEXT -> text;
            case DATE -> day(text);
            case TIME -> time(text);
            case NUMBER -> Long.valueOf(text);
            case RANK -> rank(text);
            case SCORE -> score(text);
        };
    }

    private static Float rank(String text) {
        Float rank = Float.valueOf(text);
        if (!Float.isFinite(rank)) {
            throw new IllegalArgumentException("not a finite rank");
        }
        return rank;
    }

    private static Double score(String text) {
        Double score = Double.valueOf(text);
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("not a finite score");
        }
        return score;
    }

    private static OffsetDateTime time(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (!time.getOffset().equals(ZoneOffset.UTC) || time.getYear() < 1 || time.getYear() > 9999) {
            throw new IllegalArgumentException("not in UTC, or not a year from 1 to 9999");
        }
        return time;
    }

    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new IllegalArgumentException("not a year from 1 to 9999");
        }
        return day;
    }
}
