package org.demarche.change;

import org.demarche.support.BulkRecord;

/** The end of the feed in the database of the tests. */
final class FeedEnd {

    private FeedEnd() {}

    static long position() {
        return BulkRecord.number("select coalesce(max(position), -1) from change_commit");
    }

    static String cursor() {
        return ChangeCursor.behind(position());
    }
}
