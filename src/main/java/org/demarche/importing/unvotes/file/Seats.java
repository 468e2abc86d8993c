package org.demarche.importing.unvotes.file;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.demarche.model.PartialDate;

/**
 * Which country held a seat in the United Nations on a day, or in a month where no more is known. Lists of votes use one
 * name for the whole history of a seat, so that "Russia" votes in 1946 and "Yugoslavia" in 2015.
 */
public final class Seats {

    /** The day on which the People's Republic took the seat of China (resolution 2758 of the General Assembly). */
    private static final LocalDate CHINA = LocalDate.of(1971, 10, 25);

    private static final String PEOPLES_REPUBLIC = "CN";
    private static final String REPUBLIC = "TW";

    /** Which country continued the seat of which, and since when. Before that day the earlier one is meant, else the later. */
    private static final List<Succession> SUCCESSIONS = List.of(
            new Succession("SUHH", "RU", LocalDate.of(1991, 12, 24)),
            new Succession("XFRG", "DE", LocalDate.of(1990, 10, 3)),
            new Succession("XYAR", "YE", LocalDate.of(1990, 5, 22)),
            new Succession("YUCS", "CSXX", LocalDate.of(2003, 2, 4)),
            new Succession("CSXX", "RS", LocalDate.of(2006, 6, 3)));

    /** Names of whole seats. In the month of a change they do not tell which of the two countries voted. */
    private static final Set<String> NAMES_OF_SEATS = Set.of("RU", "YUCS");

    private Seats() {}

    private record Succession(String earlier, String later, LocalDate from) {

        /** Whether the country held the seat on some day that the date may mean, as far as this succession says. */
        boolean allows(String code, PartialDate date) {
            return !(code.equals(earlier) && !date.firstDay().isBefore(from))
                    && !(code.equals(later) && date.lastDay().isBefore(from));
        }
    }

    /**
     * The code of the country that held the seat; empty when the listed country had no seat. In the month of a change it is
     * the listed country, if that one held the seat on some day of it; for the name of a whole seat it is the earlier one.
     */
    static Optional<String> holder(String code, PartialDate date) {
        if (code.equals(REPUBLIC) && !date.firstDay().isBefore(CHINA)
                || code.equals(PEOPLES_REPUBLIC) && date.lastDay().isBefore(CHINA)) {
            return Optional.empty();
        }
        boolean sat = SUCCESSIONS.stream().allMatch(succession -> succession.allows(code, date));
        return Optional.of(sat && !NAMES_OF_SEATS.contains(code) ? code : holder(code, date.firstDay()));
    }

    /** The code of the other country that held the seat in the time that the date may mean; usually there is none. */
    static Optional<String> otherHolder(String holder, PartialDate date) {
        if (date.firstDay().equals(date.lastDay())) {
            return Optional.empty();
        }
        return holders(holder, date).filter(code -> !code.equals(holder)).findFirst();
    }

    private static Stream<String> holders(String code, PartialDate date) {
        if (code.equals(REPUBLIC) || code.equals(PEOPLES_REPUBLIC)) {
            return Stream.of(REPUBLIC, PEOPLES_REPUBLIC)
                    .filter(china -> holder(china, date).isPresent());
        }
        return Stream.of(holder(code, date.firstDay()), holder(code, date.lastDay()));
    }

    private static String holder(String code, LocalDate day) {
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
        return holder;
    }
}
