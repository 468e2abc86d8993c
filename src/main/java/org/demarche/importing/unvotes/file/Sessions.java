package org.demarche.importing.unvotes.file;

import java.time.LocalDate;
import java.time.Month;

/** The regular sessions of the General Assembly, counted from 1. One begins each September. */
public final class Sessions {

    private static final int BEFORE_FIRST = 1945;
    private static final int MAX = 999;

    /** In earlier sessions the academic files have a true year and month, and an invented day. */
    static final int FIRST_WITH_TRUE_DAYS = 58;

    private Sessions() {}

    /** Whether the academic files date the votes of the session by the day on which they were taken. */
    static boolean hasTrueDays(int session) {
        return session >= FIRST_WITH_TRUE_DAYS;
    }

    static boolean isSession(int session) {
        return session >= 1 && session <= MAX;
    }

    /** The session that begins in the September of the year. */
    static int beginningIn(int year) {
        return year - BEFORE_FIRST;
    }

    /** The session that was the last to begin before the end of the day's month. */
    static int on(LocalDate day) {
        int beganThisYear = day.getYear() - BEFORE_FIRST;
        return day.getMonthValue() < Month.SEPTEMBER.getValue() ? beganThisYear - 1 : beganThisYear;
    }

    /** The year in which most of its votes were taken: 1946 for the first session, which was held in London. */
    public static int firstYear(int session) {
        return session + BEFORE_FIRST;
    }
}
