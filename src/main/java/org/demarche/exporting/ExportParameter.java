package org.demarche.exporting;

/**
 * A parameter of an export, in the query of a URL or as an option of a command.
 *
 * @param description a sentence
 */
public record ExportParameter(String name, String description, Form form) {

    /** What it takes. */
    public enum Form {
        /** Several values, separated by commas or given one by one. */
        LIST,
        /** true or false. */
        SWITCH,
        /** A single value. */
        VALUE
    }
}
