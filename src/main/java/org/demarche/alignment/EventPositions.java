package org.demarche.alignment;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import org.demarche.event.EventKind;
import org.demarche.stance.Position;

/**
 * An event and each country's position on it by the latest stance, as read from the database.
 *
 * @param positions eight bytes for each country that holds a position: its key times eight plus the index of the position
 *     in {@link #SCALE}. Empty if no country holds one, as for a deleted event
 */
record EventPositions(long event, EventKind kind, LocalDate day, Set<String> topics, Buffer positions) {

    /** From support to opposition, in equal steps. The statement encodes a position as its index here. */
    static final List<Position> SCALE = List.of(
            Position.SUPPORTS, Position.PARTLY_SUPPORTS, Position.NEUTRAL, Position.PARTLY_OPPOSES, Position.OPPOSES);

    /** From one end of the scale to the other. */
    static final int MAX_STEPS = SCALE.size() - 1;

    private static final int BYTES = Long.BYTES;

    static EventPositions read(Row row) {
        Buffer positions = row.getBuffer("positions");
        return positions == null
                ? new EventPositions(row.getLong("event_id"), null, null, Set.of(), Buffer.buffer())
                : new EventPositions(
                        row.getLong("event_id"),
                        EventKind.valueOf(row.getString("kind")),
                        row.getLocalDate("day"),
                        Set.of(row.getArrayOfStrings("topics")),
                        positions);
    }

    boolean isEmpty() {
        return positions.length() == 0;
    }

    EventAttributes attributes() {
        Set<Object> traits = new HashSet<>(topics);
        traits.add(kind);
        traits.add(EventAttributes.Trait.PRESENT);
        for (int at = BYTES; at < positions.length(); at += BYTES) {
            if (step(at) != step(0)) {
                traits.add(EventAttributes.Trait.CONTESTED);
            }
        }
        return new EventAttributes(event, day, Set.copyOf(traits));
    }

    /** Passes each country's key and the index of its position in the scale. */
    void forEach(ObjIntConsumer<Long> action) {
        for (int at = 0; at < positions.length(); at += BYTES) {
            action.accept(positions.getLong(at) >> 3, step(at));
        }
    }

    private int step(int at) {
        return (int) positions.getLong(at) & 7;
    }
}
