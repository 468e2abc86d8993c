package org.demarche.importing.unvotes;

/** The regular sessions of the General Assembly, counted from 1. One begins each September. */
final class Sessions {

    private static final int BEFORE_FIRST = 1945;
    private static final int MAX = 999;

    private Sessions() {}

    static boolean isSession(int session) {
        return session >= 1 && session <= MAX;
    }

    /** The session that begins in the September of the year. */
    static int beginningIn(int year) {
        return year - BEFORE_FIRST;
    }

    /** The year in which most of its votes were taken: 1946 for the first session, which was held in London. */
    static int firstYear(int session) {
        return session + BEFORE_FIRST;
    }
}
