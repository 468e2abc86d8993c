package org.demarche.alignment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.demarche.paging.PageRequest;
import org.demarche.stance.CountryOnEvent;

/** The events on which two countries hold positions with a score in a range, newest first. */
final class CommonEvents {

    private final PositionMatrix matrix;
    private final CountryPair pair;
    private final long[] events;

    /** @param counted a bit for each event that counts */
    CommonEvents(PositionMatrix matrix, long[] counted, CountryPair pair, ScoreRange range) {
        this.matrix = matrix;
        this.pair = pair;
        long[] one = matrix.planes(pair.country());
        long[] other = matrix.planes(pair.with());
        this.events = one == null || other == null
                ? new long[counted.length]
                : BitPlanes.apart(one, other, counted, range.fewestSteps(), range.mostSteps());
    }

    int count() {
        int count = 0;
        for (long word : events) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** The events of the page, and the next one if there is one. */
    List<CommonEvent> page(PageRequest<?> request) {
        int[] newestFirst = matrix.events().newestFirst();
        List<CommonEvent> found = new ArrayList<>();
        for (int at = start(newestFirst, request.after());
                at < newestFirst.length && found.size() <= request.size();
                at++) {
            int bit = newestFirst[at];
            if ((events[bit >> 6] >>> bit & 1) != 0) {
                found.add(event(bit));
            }
        }
        return found;
    }

    /** The place of the first event after a cursor: the day and the key of an event, which may have gone since. */
    private int start(int[] newestFirst, List<Object> after) {
        if (after == null) {
            return 0;
        }
        int from = 0;
        int to = newestFirst.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            EventAttributes event = matrix.events().attributes(newestFirst[middle]);
            if (event.compareTo((LocalDate) after.get(0), (Long) after.get(1)) < 0) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    private CommonEvent event(int bit) {
        EventAttributes event = matrix.events().attributes(bit);
        return new CommonEvent(
                event.event(),
                event.day(),
                new CountryOnEvent(matrix.holder(pair.country(), bit), event.event()),
                EventPositions.SCALE.get(BitPlanes.step(matrix.planes(pair.country()), bit)),
                new CountryOnEvent(matrix.holder(pair.with(), bit), event.event()),
                EventPositions.SCALE.get(BitPlanes.step(matrix.planes(pair.with()), bit)));
    }
}
