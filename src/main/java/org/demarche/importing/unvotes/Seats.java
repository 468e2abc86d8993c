package org.demarche.importing.unvotes;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Which country held a seat in the United Nations on a day. Lists of votes use one name for the whole history of a seat,
 * so that "Russia" votes in 1946 and "Yugoslavia" in 2015.
 */
final class Seats {

    /** The day on which the People's Republic took the seat of China (resolution 2758 of the General Assembly). */
    private static final LocalDate CHINA = LocalDate.of(1971, 10, 25);

    /** Which country continued the seat of which, and since when. Before that day the earlier one is meant, else the later. */
    private static final List<Succession> SUCCESSIONS = List.of(
            new Succession("SUHH", "RU", LocalDate.of(1991, 12, 24)),
            new Succession("XFRG", "DE", LocalDate.of(1990, 10, 3)),
            new Succession("XYAR", "YE", LocalDate.of(1990, 5, 22)),
            new Succession("YUCS", "CSXX", LocalDate.of(2003, 2, 4)),
            new Succession("CSXX", "RS", LocalDate.of(2006, 6, 3)));

    private Seats() {}

    private record Succession(String earlier, String later, LocalDate from) {}

    /** The code of the country that held the seat; empty when the listed country had no seat on the day. */
    static Optional<String> holder(String code, LocalDate day) {
        if (code.equals("TW") && !day.isBefore(CHINA) || code.equals("CN") && day.isBefore(CHINA)) {
            return Optional.empty();
        }
        String holder = code;
        for (Succession succession : SUCCESSIONS) {
            if (holder.equals(succession.earlier) && !day.isBefore(succession.from)) {
                holder = succession.later;
            }
        }
        for (int i = SUCCESSIONS.size() - 1; i >= 0; i--) {
            Succession succession = SUCCESSIONS.get(i);
            if (holder.equals(succession.later) && day.isBefore(succession.from)) {
                holder = succession.earlier;
            }
        }
        return Optional.of(holder);
    }
}
