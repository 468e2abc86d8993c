package org.demarche.importing;

import java.time.OffsetDateTime;

/**
 * The latest imports of one kind.
 *
 * @param failed whether the latest import failed, or has been running for so long that it must have been killed
 * @param succeededAt when an import last succeeded; null if none has
 * @param result of the import that last succeeded
 */
public record ImportRun(String kind, boolean failed, OffsetDateTime succeededAt, ImportResult result) {}
