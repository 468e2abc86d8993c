package org.demarche.importing.unvotes;

/** What was voted on. */
public enum VoteKind {
    /** A whole draft. */
    MAIN,
    AMENDMENT,
    PARAGRAPH
}
