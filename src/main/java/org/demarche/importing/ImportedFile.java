package org.demarche.importing;

import org.demarche.model.PartialDate;

/**
 * A file of a publication, as it was imported. Its publisher may ask to be credited wherever the data are shown.
 *
 * @param attribution how the publisher wants to be credited; null if the publication does not ask for it
 * @param releasedOn null if not known
 * @param downloadedOn null if not known
 */
public record ImportedFile(
        String name, String publisher, String attribution, PartialDate releasedOn, PartialDate downloadedOn) {

    /** Whether the day of its release or that of its download is known. */
    public boolean isDated() {
        return releasedOn != null || downloadedOn != null;
    }
}
