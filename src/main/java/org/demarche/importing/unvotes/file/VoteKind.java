package org.demarche.importing.unvotes.file;

/** What was voted on. */
public enum VoteKind {
    /** A whole draft. */
    MAIN,
    AMENDMENT,
    PARAGRAPH
}
