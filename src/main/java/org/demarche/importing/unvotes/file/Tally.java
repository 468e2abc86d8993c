package org.demarche.importing.unvotes.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.demarche.stance.Position;

/** How many countries voted in favour, against, or abstained. */
public record Tally(int inFavour, int against, int abstaining) {

    static final Tally NONE = new Tally(0, 0, 0);

    private static final Pattern WRITTEN = Pattern.compile("(?<!\\d)(\\d{1,3})-(\\d{1,3})-(\\d{1,3})(?!\\d)");

    /** The tally in a text such as "Adopted 13-0-2"; null if there is none. */
    static Tally in(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.find()
                ? new Tally(
                        Integer.parseInt(written.group(1)),
                        Integer.parseInt(written.group(2)),
                        Integer.parseInt(written.group(3)))
                : null;
    }

    Tally plus(Position position) {
        return switch (position) {
            case SUPPORTS -> new Tally(inFavour + 1, against, abstaining);
            case OPPOSES -> new Tally(inFavour, against + 1, abstaining);
            case NEUTRAL -> new Tally(inFavour, against, abstaining + 1);
            default -> this;
        };
    }

    /** By how many votes it was adopted or rejected; null if nobody voted. */
    public Integer margin() {
        return equals(NONE) ? null : inFavour - against;
    }

    /** By how many votes the two differ. */
    int distanceTo(Tally other) {
        return Math.abs(inFavour - other.inFavour)
                + Math.abs(against - other.against)
                + Math.abs(abstaining - other.abstaining);
    }

    @Override
    public String toString() {
        return inFavour + "-" + against + "-" + abstaining;
    }
}
