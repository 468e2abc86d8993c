package org.demarche.importing.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns that the first line of a CSV file names. Columns without a name are not read. */
final class CsvColumns {

    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private String repeated;
    private int named;

    CsvColumns(List<String> header) {
        for (String field : header) {
            String name = field.strip();
            names.add(name);
            if (name.isEmpty()) {
                continue;
            }
            named = names.size();
            if (indexes.put(name, named - 1) != null) {
                repeated = name;
            }
        }
    }

    /** A name that two columns have. */
    Optional<String> repeated() {
        return Optional.ofNullable(repeated);
    }

    /** Those with a name. */
    Set<String> names() {
        return indexes.keySet();
    }

    boolean has(String name) {
        return indexes.containsKey(name);
    }

    int index(String name) {
        return indexes.get(name);
    }

    String name(int index) {
        boolean unnamed = index >= names.size() || names.get(index).isEmpty();
        return unnamed ? "column " + (index + 1) : names.get(index);
    }

    /** The number of columns up to the last one with a name. */
    int named() {
        return named;
    }

    /** The number of columns. */
    int width() {
        return names.size();
    }
}
