package org.demarche.importing;

import java.time.OffsetDateTime;

/**
 * How imports of a kind have gone.
 *
 * @param failed whether the latest has failed, or has been under way for so long that it must have been killed
 * @param succeededAt when one last ended well; null when none has
 * @param result of the one that last ended well
 */
public record ImportRun(String kind, boolean failed, OffsetDateTime succeededAt, ImportResult result) {}
