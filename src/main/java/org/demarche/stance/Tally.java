package org.demarche.stance;

import java.util.EnumMap;
import java.util.Map;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Type("Tally")
@Description("How many countries hold each position.")
public final class Tally {

    private final Map<Position, Integer> counts = new EnumMap<>(Position.class);

    void count(Position position, int countries) {
        counts.put(position, countries);
    }

    @NonNull
    @Description("Are for it.")
    public int getSupports() {
        return of(Position.SUPPORTS);
    }

    @NonNull
    @Description("Are for it in part.")
    public int getPartlySupports() {
        return of(Position.PARTLY_SUPPORTS);
    }

    @NonNull
    @Description("Take neither side.")
    public int getNeutral() {
        return of(Position.NEUTRAL);
    }

    @NonNull
    @Description("Are against it in part.")
    public int getPartlyOpposes() {
        return of(Position.PARTLY_OPPOSES);
    }

    @NonNull
    @Description("Are against it.")
    public int getOpposes() {
        return of(Position.OPPOSES);
    }

    @NonNull
    @Description("Were called on and did not answer.")
    public int getAbsent() {
        return of(Position.ABSENT);
    }

    @NonNull
    @Description("All that hold a position: all of the above but absent.")
    public int getTotal() {
        return counts.values().stream().mapToInt(Integer::intValue).sum() - getAbsent();
    }

    private int of(Position position) {
        return counts.getOrDefault(position, 0);
    }
}
