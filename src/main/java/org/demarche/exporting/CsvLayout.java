package org.demarche.exporting;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.graphql.Description;

/** Options of a table. */
@RegisterForReflection // For FilterReader.
public record CsvLayout(
        @Description("Begin with a byte order mark: Excel on Windows needs it to read letters with accents.")
        Boolean bom) {

    static final CsvLayout DEFAULT = new CsvLayout(false);

    boolean withByteOrderMark() {
        return Boolean.TRUE.equals(bom);
    }
}
