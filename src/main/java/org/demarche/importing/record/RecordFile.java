package org.demarche.importing.record;

import java.util.Locale;

/**
 * A file of a record and its text.
 *
 * @param name for messages
 */
public record RecordFile(String name, String content) {

    boolean isNamedJson() {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return lowerCase.endsWith(".json") || lowerCase.endsWith(".json.gz");
    }
}
