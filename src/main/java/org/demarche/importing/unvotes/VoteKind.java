package org.demarche.importing.unvotes;

/** What was voted on. */
enum VoteKind {
    /** A whole draft. */
    MAIN,
    AMENDMENT,
    PARAGRAPH
}
