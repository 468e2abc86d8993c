package org.demarche.change;

/** Cursors of the feed. */
public final class ChangeCursor {

    private ChangeCursor() {}

    /** @param position of a change set in the order of the commits: the cursor is behind all its changes */
    public static String behind(long position) {
        return Place.FEED.cursor(Place.endOf(position));
    }
}
