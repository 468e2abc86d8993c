package org.demarche.alignment;

import java.util.List;

import org.demarche.graphql.relay.ListedAs;
import org.demarche.paging.ColumnType;
import org.demarche.paging.Keyset;
import org.demarche.paging.KeysetColumn;
import org.demarche.stance.Stance;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Type("Comparison")
@Description("Two countries on one event.")
@ListedAs(page = "A page of comparisons.", item = "A comparison in a list.")
public final class Comparison {

    static final Keyset<Comparison> NEWEST_FIRST = new Keyset<>(
            "Alignment.comparisons",
            "",
            true,
            List.of(
                    new KeysetColumn<>("day", ColumnType.DATE, comparison -> comparison.event.day()),
                    new KeysetColumn<>("event_id", ColumnType.NUMBER, Comparison::eventKey)));

    private final CommonEvent event;
    private final Stance stance;
    private final Stance with;

    Comparison(CommonEvent event, Stance stance, Stance with) {
        this.event = event;
        this.stance = stance;
        this.with = with;
    }

    long eventKey() {
        return event.event();
    }

    /** Whether the stances are still those that were compared. */
    boolean isCurrent() {
        return stance != null
                && with != null
                && stance.getPosition() == event.position()
                && with.getPosition() == event.otherPosition();
    }

    /** Whether the stances, as they are by now, belong in a list. */
    boolean isWithin(ScoreRange range) {
        return stance != null
                && with != null
                && isOnScale(stance)
                && isOnScale(with)
                && range.min() <= getScore()
                && getScore() <= range.max();
    }

    private static boolean isOnScale(Stance stance) {
        return EventPositions.SCALE.contains(stance.getPosition());
    }

    @NonNull
    @Description("The latest stance of the alignment's country on the event; with includePredecessors it may be that "
            + "of a predecessor.")
    public Stance getStance() {
        return stance;
    }

    @NonNull
    @Description("The latest stance of the other country on the event; with includePredecessors it may be that of a "
            + "predecessor.")
    public Stance getWith() {
        return with;
    }

    @NonNull
    @Description("1 - |x - y| / 2, as in Alignment.score: 1 for the same position, 0 when one supports and the other "
            + "opposes.")
    public double getScore() {
        int steps =
                EventPositions.SCALE.indexOf(stance.getPosition()) - EventPositions.SCALE.indexOf(with.getPosition());
        return 1 - (double) Math.abs(steps) / EventPositions.MAX_STEPS;
    }
}
