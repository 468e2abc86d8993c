package org.demarche.importing.unvotes.file;

import java.util.Optional;

import org.demarche.model.ResolutionSymbol;

/** A record of the library while its rows are read. */
final class LibraryRecord {

    private final ParsedRollCall rollCall;
    private final String date;
    private final String symbol;
    private final Tally total;
    private boolean read;
    private boolean voted;

    /**
     * @param date as written in its first row
     * @param symbol as written in its first row
     * @param total the tally that its first row states; null if it states none
     */
    LibraryRecord(ParsedRollCall rollCall, String date, String symbol, Tally total) {
        this.rollCall = rollCall;
        this.date = date;
        this.symbol = symbol;
        this.total = total;
    }

    ParsedRollCall rollCall() {
        return rollCall;
    }

    /** A row of the record says something else than that a member did not take part, even if it is rejected. */
    void voted() {
        voted = true;
    }

    /** A row of the record has been read and not rejected. */
    void read() {
        read = true;
    }

    /** Whether all of its rows were rejected, so that nothing is known of it. */
    boolean isRejected() {
        return !read;
    }

    /**
     * Whether all members are listed as not taking part. Nobody can have been absent from every seat: the draft was
     * adopted without a vote, in a layout that does not say so.
     */
    boolean hasOnlyAbsences() {
        return !voted && (total == null || total.equals(Tally.NONE));
    }

    /** Whether another row states the same day and resolution, however they are written. */
    boolean isOf(String otherDate, String otherSymbol) throws InvalidRowException {
        return isSymbol(otherSymbol)
                && (date.equals(otherDate) || rollCall.date().equals(WrittenDate.parse("date", otherDate)));
    }

    private boolean isSymbol(String other) {
        if (symbol.equals(other)) {
            return true;
        }
        Optional<ResolutionSymbol> own = ResolutionSymbol.of(symbol);
        return own.isPresent() && own.equals(ResolutionSymbol.of(other));
    }

    /** For messages. */
    @Override
    public String toString() {
        return "%s of %s".formatted(symbol, date);
    }

    boolean contradictsTotal() {
        return !rollCall.isWithoutVote() && total != null && !rollCall.tally().equals(total);
    }
}
