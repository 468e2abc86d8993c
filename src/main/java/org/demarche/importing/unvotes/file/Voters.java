package org.demarche.importing.unvotes.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.demarche.bloc.MemberPeriod;
import org.demarche.country.Country;
import org.demarche.country.CountryNameIndex;
import org.demarche.model.PartialDate;

/** The countries that vote, found by their codes and names in the files. Each has an index, starting at 0. */
public final class Voters {

    private static final int ALPHA_4 = 4;

    private static final String CHINA = "CN";
    private static final String TAIWAN = "TW";

    /**
     * The library's codes that no version of ISO 3166 has, or has for another country. Tanganyika is the United Republic
     * of Tanzania, which continued its membership.
     */
    private static final Map<String, String> LIBRARY_CODES = Map.of("GER", "XFRG", "EAT", "TZ", "EAZ", "XZAN");

    private final List<Country> countries;
    private final Map<String, Integer> indexByCode = new HashMap<>();
    private final Map<String, String> codeByAlpha3 = new HashMap<>();
    private final Map<Long, Integer> indexByKey = new HashMap<>();
    private final CountryNameIndex names;

    /** By the key of the country. */
    private final Map<Long, List<MemberPeriod>> memberPeriods;

    /** @param members when countries were members of the United Nations */
    public Voters(Collection<Country> all, CountryNameIndex names, List<MemberPeriod> members) {
        this.countries = List.copyOf(all);
        this.names = names;
        this.memberPeriods = members.stream().collect(Collectors.groupingBy(MemberPeriod::country));
        for (int index = 0; index < countries.size(); index++) {
            Country country = countries.get(index);
            indexByCode.put(country.getCode(), index);
            indexByKey.put(country.key(), index);
            // A present country takes precedence over a former one with the same code.
            if (country.getCode3() != null
                    && (country.getExistedUntil() == null || !codeByAlpha3.containsKey(country.getCode3()))) {
                codeByAlpha3.put(country.getCode3(), country.getCode());
            }
        }
    }

    public int count() {
        return countries.size();
    }

    public Country at(int index) {
        return countries.get(index);
    }

    /** The index of the country with the key in the database. */
    public Optional<Integer> byKey(long key) {
        return Optional.ofNullable(indexByKey.get(key));
    }

    /** The index of the country with exactly this code. */
    public Optional<Integer> index(String code) {
        return Optional.ofNullable(indexByCode.get(code));
    }

    String name(String code) {
        Integer index = indexByCode.get(code);
        return index == null ? code : countries.get(index).englishName();
    }

    /** The code of the country with the name. */
    Optional<String> byName(String name) {
        return names.code(name);
    }

    /**
     * The code of the country that had the two-letter code at that time: a present country, or a former one, whose ISO 3166-3
     * alpha-4 code begins with it.
     */
    Optional<String> byCode(String code, PartialDate date) {
        if (indexByCode.containsKey(code)) {
            return Optional.of(code);
        }
        List<Country> former = new ArrayList<>();
        for (Country country : countries) {
            if (country.getCode().length() == ALPHA_4 && country.getCode().startsWith(code) && code.length() == 2) {
                former.add(country);
            }
        }
        Optional<Country> then =
                former.stream().filter(country -> existed(country, date)).findFirst();
        return Stream.concat(then.stream(), former.stream())
                .map(Country::getCode)
                .findFirst();
    }

    /**
     * The code of the member that the library keys by three letters: ISO 3166-1 or 3166-3, and for states without a code
     * of their own the library's. Of China, whose code stands for the seat, the one that held it on the day.
     */
    Optional<String> byAlpha3(String alpha3, PartialDate date) {
        String code = LIBRARY_CODES.getOrDefault(alpha3, codeByAlpha3.get(alpha3));
        if (CHINA.equals(code) && Seats.holder(CHINA, date).isEmpty()) {
            return Optional.of(TAIWAN);
        }
        return Optional.ofNullable(code);
    }

    /** The index of the country that held the seat; empty when there was none. */
    public Optional<Integer> seatHolder(String code, PartialDate date) {
        return Seats.holder(code, date).map(indexByCode::get).filter(index -> existed(countries.get(index), date));
    }

    /** The index of the other country that held the seat of this one in the same month; usually there is none. */
    Optional<Integer> otherHolder(int voter, PartialDate date) {
        return Seats.otherHolder(at(voter).getCode(), date).map(indexByCode::get);
    }

    /** Whether the country was a member of the United Nations. True for all if the database does not know any member. */
    boolean isMember(int voter, PartialDate date) {
        return memberPeriods.isEmpty()
                || memberPeriods.getOrDefault(at(voter).key(), List.of()).stream()
                        .anyMatch(period -> period.overlaps(date));
    }

    /** Whether the country became a member of the United Nations during the session of the General Assembly. */
    boolean wasAdmittedIn(int session, int voter) {
        return memberPeriods.getOrDefault(at(voter).key(), List.of()).stream()
                .anyMatch(period -> Sessions.on(period.from()) == session);
    }

    /** Whether the country existed on some day that the date may mean. */
    private static boolean existed(Country country, PartialDate date) {
        PartialDate from = country.getExistedFrom();
        PartialDate until = country.getExistedUntil();
        return (from == null || !date.lastDay().isBefore(from.firstDay()))
                && (until == null || date.firstDay().isBefore(until.firstDay()));
    }
}
