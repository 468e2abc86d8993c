package org.demarche.config;

/** Which of the records in the package are loaded. */
public enum BuiltInRecords {
    /** Countries, blocs and the recognition of the Taliban government. */
    SMALL,

    /** Also the votes of the United Nations. */
    ALL
}
