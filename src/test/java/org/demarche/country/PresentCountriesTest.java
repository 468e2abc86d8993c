package org.demarche.country;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.Region;
import com.ibm.icu.util.Region.RegionType;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.UResourceBundle;
import com.ibm.icu.util.VersionInfo;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Compares the built-in list of present countries with the data of ICU4J, and writes the list on request. */
class PresentCountriesTest {

    private static final Path FILE = Path.of("src/main/resources/record/countries-present.yaml");

    private static final String HEADER = """
        # The present countries: the 249 entries of ISO 3166-1, and Kosovo. Names are those of Unicode CLDR, in English,
        # with those of country-names.txt among the tests.
        # Region and subregion are those of UN M49, or of CLDR for Taiwan and Kosovo, which M49 does not list;
        # Antarctica has neither. XK and XKX are codes in common use, not ISO's, and so Kosovo has no number.
        #
        # Generated from ICU4J %d.%d (com.ibm.icu:icu4j) by PresentCountriesTest: do not edit. To write it anew:
        # mvn test -Dtest=PresentCountriesTest -Ddemarche.write-countries=true

        countries:
        """;

    private static final String KOSOVO = "XK";

    /** M49 groups these regions more coarsely than CLDR's default tree: Sub-Saharan Africa, Latin America. */
    private static final Set<String> GROUPINGS = Set.of("202", "419");

    /** English names of regions that differ between UN M49 and CLDR. */
    private static final Map<String, String> M49_NAMES = Map.of(
            "035", "South-eastern Asia",
            "053", "Australia and New Zealand",
            "057", "Micronesia",
            "419", "Latin America and the Caribbean");

    private static final Map<String, List<String>> MORE_NAMES = moreNames();

    /** Myanmar (Burma). */
    private static final Pattern TWO_NAMES = Pattern.compile(".+ \\((.+)\\)");

    private final LocaleDisplayNames english = LocaleDisplayNames.getInstance(ULocale.ENGLISH);
    private final UResourceBundle englishNames =
            UResourceBundle.getBundleInstance("com/ibm/icu/impl/data/icudata/region", "en");

    @Test
    void thePresentCountriesAreThoseOfTheLibrary() throws IOException {
        String expected = HEADER.formatted(VersionInfo.ICU_VERSION.getMajor(), VersionInfo.ICU_VERSION.getMinor())
                + codes().map(this::entry).collect(Collectors.joining());
        if (Boolean.getBoolean("demarche.write-countries")) {
            Files.writeString(FILE, expected);
        }
        assertEquals(expected, Files.readString(FILE));
    }

    @Test
    void thereAre249EntriesOfTheStandardAndKosovo() {
        assertEquals(249 + 1, codes().count());
    }

    private static Stream<String> codes() {
        return Stream.concat(Stream.of(Locale.getISOCountries()), Stream.of(KOSOVO))
                .sorted();
    }

    private String entry(String code) {
        StringBuilder entry = new StringBuilder("  - code: " + quotedIfMistakable(code) + "\n");
        entry.append("    code3: ").append(code3(code)).append('\n');
        if (!code.equals(KOSOVO)) {
            entry.append("    numericCode: \"%03d\"\n"
                    .formatted(Region.getInstance(code).getNumericCode()));
        }
        entry.append("    name: ").append(english.regionDisplayName(code)).append('\n');
        Set<String> otherNames = otherNames(code);
        if (!otherNames.isEmpty()) {
            entry.append("    otherNames: [")
                    .append(String.join(", ", otherNames))
                    .append("]\n");
        }
        appendRegions(entry, Region.getInstance(code));
        return entry.toString();
    }

    /** Older YAML tools read a bare NO, Norway, as false. */
    private static String quotedIfMistakable(String code) {
        return code.equals("NO") ? "\"NO\"" : code;
    }

    /** CLDR has XKK for Kosovo; XKX is what the World Bank and others write. */
    private static String code3(String code) {
        return code.equals(KOSOVO) ? "XKX" : new Locale("", code).getISO3Country();
    }

    /** The short and variant names of the library, the second of two names in one, and abbreviations written out. */
    private Set<String> otherNames(String code) {
        String name = english.regionDisplayName(code);
        Set<String> names = new LinkedHashSet<>();
        for (String table : List.of("Countries%short", "Countries%variant")) {
            if (englishNames.get(table).containsKey(code)) {
                names.add(englishNames.get(table).getString(code));
            }
        }
        Matcher two = TWO_NAMES.matcher(name);
        if (two.matches()) {
            names.add(two.group(1));
        }
        names.add(name.replace("&", "and").replace("St. ", "Saint "));
        names.addAll(MORE_NAMES.getOrDefault(code, List.of()));
        names.remove(name);
        return names;
    }

    private static Map<String, List<String>> moreNames() {
        try (InputStream list = PresentCountriesTest.class.getResourceAsStream("/country-names.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\\|")))
                    .collect(Collectors.toMap(names -> names.get(0), names -> names.subList(1, names.size())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void appendRegions(StringBuilder entry, Region country) {
        String subregion = country.getContainingRegion(RegionType.SUBCONTINENT).toString();
        if (subregion.equals("QO")) { // Outlying Oceania: CLDR's place for Antarctica, unknown to M49
            return;
        }
        String grouping = GROUPINGS.stream()
                .filter(code -> Region.getInstance(code).contains(country))
                .findAny()
                .orElse(subregion);
        String region = country.getContainingRegion(RegionType.CONTINENT).toString();
        entry.append("    region: ").append(regionName(region)).append('\n');
        entry.append("    subregion: ").append(regionName(grouping)).append('\n');
    }

    private String regionName(String code) {
        return M49_NAMES.getOrDefault(code, english.regionDisplayName(code));
    }
}
