package org.demarche.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The symbol of a resolution or decision of the United Nations in one spelling, whatever spelling a publication uses:
 * A/RES/79/62, A/RES/57/228 A, A/RES/3379(XXX), A/RES/1238(ES-III), A/RES/ES-11/1, A/DEC/33/442, S/RES/2720(2023).
 *
 * @param number the symbol without the part
 * @param part the letters of one of several resolutions under one number: A, A-C, B/IV; null when there are none
 */
public record ResolutionSymbol(String number, String part) {

    /** The last session whose symbols had only a page number in the academic publication. */
    private static final int LAST_WITH_PAGES = 17;

    /** The last session in which resolutions were counted on from session to session. */
    private static final int LAST_COUNTED_ON = 30;

    /** Decisions have higher numbers than any resolution of their session: 301 and up, later 401 and up. */
    private static final int FIRST_DECISION = 400;

    private static final int FIRST_DECISION_UNTIL_56 = 300;
    private static final int LAST_WITH_LOW_DECISIONS = 56;

    /**
     * What may follow a number: letters of parts, each after a space, slash, hyphen, comma or bracket, or right away.
     * Possessive, so that a text takes no longer than its length.
     */
    private static final String PART = "(?<part>(?:[ /,.&-]*+[A-Z]++)*+)";

    private static final String ROMAN = "[IVXLC]{1,8}";

    /** The spellings, each as it stands after {@link #simplified}. */
    private static final List<Spelling> SPELLINGS = List.of(
            // A/RES/79/62, 79/62, 57/228A, 62/223 A, 71/101[B], 33/116A/IV; A/RES/ES-11/1, S-10/2; A/DEC/33/442
            new Spelling(
                    "(?:(?:A/)?(?<type>RES|DEC)/)?(?<session>(?:E?S-?)?\\d{1,3})/(?<count>\\d{1,4})" + PART,
                    found -> "A/" + (found.group("type") == null ? "RES" : found.group("type")) + "/"
                            + session(found.group("session")) + "/" + count(found)),
            // A/RES/2647(XXV), A/RES/1238(ES-III), 1978(XVIII)[ B ], 1978 B (XVIII)
            new Spelling(
                    "(?:(?:A/)?RES/)?(?<count>\\d{1,4})(?<early>(?: ?[A-Z])?) ?\\( ?(?<session>(?:E?S-)?" + ROMAN
                            + "|E?S-\\d{1,2}) ?\\)" + PART,
                    found -> "A/RES/" + count(found) + "(" + romanSession(found.group("session")) + ")"),
            // S/RES/2720(2023), S/RES/2403 (2018), 2403 (2018)
            new Spelling(
                    "(?:(?:S/)?RES/)?(?<count>\\d{1,4}) ?\\( ?(?<year>\\d{4}) ?\\)" + PART,
                    found -> "S/RES/" + count(found) + "(" + found.group("year") + ")"),
            // S/RES/2720[2023]
            new Spelling(
                    "S/RES/(?<count>\\d{1,4}) (?<year>\\d{4})" + PART,
                    found -> "S/RES/" + count(found) + "(" + found.group("year") + ")"),
            // S/RES/242: without the year
            new Spelling("S/RES/(?<count>\\d{1,4})" + PART, found -> "S/RES/" + count(found)));

    /** R/70/1, A/RES/71/5, R/18/1978B, R/31/208/IV: session and number, as the academic publication writes them. */
    private static final Pattern ACADEMIC = Pattern.compile("R/(?<session>\\d{1,3})/(?<count>\\d{1,4})" + PART);

    private static final Pattern NOTES = Pattern.compile("/(?:CORR|REV|ADD)\\b.*$|[*.]+$");
    private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\\u2212]");
    private static final Pattern BRACKETS = Pattern.compile("[\\[\\]]");
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");
    private static final Pattern SPACE_AT_SLASH = Pattern.compile(" ?/ ?");
    private static final Pattern WORDS =
            Pattern.compile("^(?:GENERAL ASSEMBLY |SECURITY COUNCIL )?(?:RESOLUTION|RES\\.?) ");

    private record Spelling(Pattern form, Function<Matcher, String> number) {

        Spelling(String form, Function<Matcher, String> number) {
            this(Pattern.compile(form), number);
        }
    }

    /**
     * The symbol in any spelling of the United Nations; of several, separated by "|", the first. Empty for what is not the
     * symbol of a resolution, such as that of a draft.
     */
    public static Optional<ResolutionSymbol> of(String written) {
        return Arrays.stream(written.split("\\|"))
                .map(ResolutionSymbol::simplified)
                .flatMap(simple -> SPELLINGS.stream().flatMap(spelling -> read(spelling, simple).stream()))
                .findFirst();
    }

    /**
     * The symbol as the academic publication writes it. Empty before session 18, for which it has the pages of the
     * Assembly's records instead, and for symbols of another session, which are misprints.
     */
    public static Optional<ResolutionSymbol> ofAcademic(String written, int session) {
        if (session <= LAST_WITH_PAGES) {
            return Optional.empty();
        }
        Matcher academic = ACADEMIC.matcher(simplified(written));
        if (!academic.matches()) {
            return simplified(written).startsWith("A/") ? of(written) : Optional.empty();
        }
        int stated = Integer.parseInt(academic.group("session"));
        int count = Integer.parseInt(academic.group("count"));
        return Math.abs(stated - session) > 1 || stated <= LAST_WITH_PAGES
                ? Optional.empty()
                : Optional.of(new ResolutionSymbol(academicNumber(stated, count), part(academic.group("part"))));
    }

    /** Whether both name the same resolution, or parts under the same number. */
    public boolean hasNumberOf(ResolutionSymbol other) {
        return numberKey().equals(other.numberKey());
    }

    /** False for one of the Security Council without the year. */
    public boolean isComplete() {
        return !isOfSecurityCouncil() || number.endsWith(")");
    }

    /** With the year, if it is one of the Security Council without it. */
    public ResolutionSymbol completedBy(int year) {
        return isComplete() ? this : new ResolutionSymbol("%s(%d)".formatted(number, year), part);
    }

    public boolean isOfSecurityCouncil() {
        return number.startsWith("S/");
    }

    /** "un-a-res-57-228-a" */
    public String slug() {
        return "un-" + Slug.fromName(toString());
    }

    @Override
    public String toString() {
        return part == null ? number : number + " " + part;
    }

    /**
     * Resolutions that are counted on from session to session, and those of the Security Council, are known by their number
     * alone: for a special session the academic publication has the regular one.
     */
    private String numberKey() {
        int session = number.indexOf('(');
        return session < 0 ? number : number.substring(0, session);
    }

    private static Optional<ResolutionSymbol> read(Spelling spelling, String simple) {
        Matcher found = spelling.form().matcher(simple);
        if (!found.matches()) {
            return Optional.empty();
        }
        String early = spelling.form().pattern().contains("<early>") ? found.group("early") : "";
        return Optional.of(
                new ResolutionSymbol(spelling.number().apply(found), part(early + " " + found.group("part"))));
    }

    /** In capitals, without notes such as Corr.1, with plain hyphens and single spaces, brackets of parts as spaces. */
    private static String simplified(String written) {
        String text = Normalizer.normalize(written, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        text = SPACES.matcher(
                        BRACKETS.matcher(DASHES.matcher(text).replaceAll("-")).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        text = NOTES.matcher(SPACE_AT_SLASH.matcher(text).replaceAll("/")).replaceAll("");
        return WORDS.matcher(text).replaceAll("").strip();
    }

    private static String count(Matcher found) {
        return Integer.toString(Integer.parseInt(found.group("count")));
    }

    /** "S10" becomes S-10. */
    private static String session(String written) {
        int digits = 0;
        while (!Character.isDigit(written.charAt(digits))) {
            digits++;
        }
        String special = written.substring(0, digits).replace("-", "");
        return (special.isEmpty() ? "" : special + "-") + Integer.parseInt(written.substring(digits));
    }

    /** "ES-3" becomes ES-III: so resolutions were written while they were counted on. */
    private static String romanSession(String written) {
        int hyphen = written.indexOf('-');
        String last = written.substring(hyphen + 1);
        return written.substring(0, hyphen + 1)
                + (Character.isDigit(last.charAt(0)) ? roman(Integer.parseInt(last)) : last);
    }

    private static String academicNumber(int session, int count) {
        if (session <= LAST_COUNTED_ON) {
            return "A/RES/%d(%s)".formatted(count, roman(session));
        }
        int firstDecision = session <= LAST_WITH_LOW_DECISIONS ? FIRST_DECISION_UNTIL_56 : FIRST_DECISION;
        return "A/%s/%d/%d".formatted(count > firstDecision ? "DEC" : "RES", session, count);
    }

    /** Null when there are no letters. Letters in a row become a range: "A B C" and "A-B-C" mean A-C. */
    private static String part(String written) {
        List<String> letters = new ArrayList<>();
        for (String piece : written.strip().split("[ /,.&-]+")) {
            if (!piece.isEmpty() && !piece.equals("AND")) {
                letters.add(piece);
            }
        }
        if (letters.isEmpty()) {
            return null;
        }
        if (letters.size() == 1 || written.indexOf('/') > 0 && letters.size() == 2 && !written.contains("-")) {
            return String.join("/", letters);
        }
        return letters.get(0) + "-" + letters.get(letters.size() - 1);
    }

    private static String roman(int number) {
        int[] values = {90, 50, 40, 10, 9, 5, 4, 1};
        String[] numerals = {"XC", "L", "XL", "X", "IX", "V", "IV", "I"};
        StringBuilder text = new StringBuilder();
        int rest = number;
        for (int i = 0; i < values.length; i++) {
            for (; rest >= values[i]; rest -= values[i]) {
                text.append(numerals[i]);
            }
        }
        return text.toString();
    }
}
