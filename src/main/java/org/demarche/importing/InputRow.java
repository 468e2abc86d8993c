package org.demarche.importing;

/** An entry of a file that can be rejected: a row of a table, an object of a list. */
public interface InputRow {

    /** The name of the file. */
    String file();

    /** Where the entry begins. */
    long line();

    /** The entry itself. */
    String text();
}
