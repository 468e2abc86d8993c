package org.demarche.importing.unvotes.file;

/**
 * A record of the library while its rows are read.
 *
 * @param date as written in its first row
 * @param symbol as written in its first row
 * @param total the tally that its first row states; null if it states none
 */
public record LibraryRecord(ParsedRollCall rollCall, String date, String symbol, Tally total) {

    /**
     * Whether all members are listed as not taking part. Nobody can have been absent from every seat: the draft was
     * adopted without a vote, in a layout that does not say so.
     */
    boolean hasOnlyAbsences() {
        return rollCall.tally().equals(Tally.NONE) && (total == null || total.equals(Tally.NONE));
    }

    boolean contradictsTotal() {
        return !rollCall.isWithoutVote() && total != null && !rollCall.tally().equals(total);
    }
}
