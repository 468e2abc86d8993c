package org.demarche.importing.unvotes.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The members in a list of names: how UNxml writes who voted in favour, against, or abstained. */
public final class MemberNames {

    /** Names that are not those of the country in any language. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "TÜRKÝYE", "TR",
            "NETHERLANDS (KINGDOM OF THE)", "NL",
            "MICRONESIA (FEDERATED STATES OF)", "FM",
            "LIBYAN ARAB JAMAHIRIYA", "LY");

    /** KOREA (REPUBLIC OF) */
    private static final Pattern INVERTED = Pattern.compile("(.+?) ?\\((.+)\\)");

    /** A letter that slipped in behind a name in capitals. */
    private static final Pattern LOWER_CASE_END = Pattern.compile("(?<=\\p{Lu})\\p{Ll}$");

    private final Map<String, String> codes = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private int repeated;

    MemberNames(List<String> names, Voters voters) {
        for (int i = 0; i < names.size(); i++) {
            Optional<String> code = code(names.get(i), voters);
            if (code.isEmpty() && i + 1 < names.size()) {
                // One name in two parts.
                code = code(names.get(i) + " " + names.get(i + 1), voters);
                i += code.isPresent() ? 1 : 0;
            }
            if (code.isEmpty()) {
                unknown.add(names.get(i));
            } else if (codes.putIfAbsent(code.get(), names.get(i)) != null) {
                repeated++;
            }
        }
    }

    /** The codes of the members, each once. */
    Iterable<String> codes() {
        return codes.keySet();
    }

    int count() {
        return codes.size();
    }

    List<String> unknown() {
        return unknown;
    }

    boolean hasRepeated() {
        return repeated > 0;
    }

    private static Optional<String> code(String name, Voters voters) {
        return Optional.ofNullable(OTHER_NAMES.get(name))
                .or(() -> voters.byName(name))
                .or(() -> voters.byName(INVERTED.matcher(name).replaceFirst("$2 $1")))
                .or(() -> voters.byName(LOWER_CASE_END.matcher(name).replaceFirst("")));
    }
}
