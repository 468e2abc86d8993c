package org.demarche.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes the rows of an export in one format. */
interface RowEncoder<T> {

    /** What comes before the first row. */
    default void begin(OutputStream out) throws IOException {}

    void write(List<T> rows, OutputStream out) throws IOException;

    /** What comes after the last row. */
    default void end(OutputStream out) throws IOException {}
}
