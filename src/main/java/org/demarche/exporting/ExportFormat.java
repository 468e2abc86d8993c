package org.demarche.exporting;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How an export is written. */
public enum ExportFormat {
    /** A table (RFC 4180). */
    CSV("text/csv; charset=utf-8; header=present", List.of(CsvLayout.class)),
    /** A JSON object on each line. */
    JSONL("application/jsonl; charset=utf-8", List.of()),
    /** A record that can be imported. */
    YAML("application/yaml; charset=utf-8", List.of());

    private final String mediaType;
    private final List<Class<? extends Record>> options;

    ExportFormat(String mediaType, List<Class<? extends Record>> options) {
        this.mediaType = mediaType;
        this.options = options;
    }

    /** The ending of names of files, and the name in commands. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ExportFormat> of(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(label))
                .findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    List<Class<? extends Record>> options() {
        return options;
    }
}
