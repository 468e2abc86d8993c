package org.demarche.country;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.demarche.model.PartialDate;
import org.demarche.model.SortKey;

/**
 * A country as described by a record.
 *
 * @param seatContinuedBy the successor that continued its seat at the United Nations; null if none did
 */
public record CountryDraft(
        String code,
        String code3,
        String numericCode,
        String name,
        List<String> otherNames,
        String region,
        String subregion,
        PartialDate existedFrom,
        PartialDate existedUntil,
        List<String> successors,
        String seatContinuedBy) {

    private static final Pattern ABBREVIATION = Pattern.compile("[A-Z]{2,5}");

    /** Those of its other names that clients may write for its code. */
    public List<String> abbreviations() {
        return otherNames.stream()
                .filter(name -> ABBREVIATION.matcher(name).matches())
                .toList();
    }

    /** The values of the columns of the table. */
    List<String> row() {
        return Arrays.asList(
                code,
                code3,
                numericCode,
                name,
                SortKey.of(name),
                searchNames(),
                region,
                subregion,
                text(existedFrom),
                text(existedUntil));
    }

    private String searchNames() {
        Stream<String> codes = Stream.of(code, code3 == null ? "" : code3);
        Stream<String> names = Stream.concat(Stream.of(name), otherNames.stream());
        return Stream.of(names, codes, CountryNames.searched(code, name))
                .flatMap(all -> all)
                .filter(word -> !word.isEmpty())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static String text(PartialDate date) {
        return date == null ? null : date.toString();
    }
}
