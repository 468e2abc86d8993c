package org.demarche.config;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithParentName;

@ConfigMapping(prefix = RecordSettings.RECORDS)
public interface RecordSettings {

    String RECORDS = "demarche.records";

    /**
     * Which of the built-in records are loaded: {@code small} are countries, blocs and the recognition of the Taliban
     * government; {@code all} are these and the votes of the United Nations, about a million stances. Unset, it is
     * {@code all} for the embedded database and {@code small} for a configured one.
     */
    @WithParentName
    @WithConverter(CheckedConverter.Records.class)
    Optional<BuiltInRecords> records();

    /** Main sets the default for the embedded database. */
    default BuiltInRecords chosenRecords() {
        return records().orElse(BuiltInRecords.SMALL);
    }
}
