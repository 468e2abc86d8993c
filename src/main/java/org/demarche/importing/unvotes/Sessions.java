package org.demarche.importing.unvotes;

/** The regular sessions of the General Assembly, counted from 1: one begins each year in September. */
final class Sessions {

    private static final int BEFORE_FIRST = 1945;
    private static final int MAX = 999;

    private Sessions() {}

    static boolean isSession(int session) {
        return session >= 1 && session <= MAX;
    }

    /** The year in which most of its votes were taken. The first one's, held in London, were in 1946. */
    static int firstYear(int session) {
        return session + BEFORE_FIRST;
    }
}
