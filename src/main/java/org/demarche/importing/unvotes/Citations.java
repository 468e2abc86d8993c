package org.demarche.importing.unvotes;

import java.util.Map;

import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.Publication;
import org.demarche.model.WebAddress;
import org.demarche.source.SourceDraft;

/** The sources that roll calls cite: each publication has one for each resolution, or for each vote without a symbol. */
final class Citations {

    private final Map<SourceDraft, Long> keys;

    /** @param keys of the sources, by draft */
    Citations(Map<SourceDraft, Long> keys) {
        this.keys = keys;
    }

    static SourceDraft draft(ParsedRollCall rollCall) {
        Publication publication = rollCall.publication();
        return new SourceDraft(
                title(rollCall),
                publication.publisher(),
                publication == Publication.ACADEMIC ? "Erik Voeten, Anton Strezhnev, Michael Bailey" : null,
                rollCall.address() == null ? new WebAddress(publication.address()) : rollCall.address(),
                null,
                "en");
    }

    private static String title(ParsedRollCall rollCall) {
        String subject = rollCall.symbol() == null
                ? "roll call %s".formatted(rollCall.id())
                : "resolution %s".formatted(rollCall.symbol());
        return switch (rollCall.publication()) {
            case ACADEMIC -> "United Nations General Assembly Voting Data: " + subject;
            case UNXML -> "United Nations resolutions: " + subject;
            case LIBRARY -> "United Nations Digital Library, voting data: " + subject;
        };
    }

    /** The key of the source of the roll call. */
    long key(ParsedRollCall rollCall) {
        return keys.get(draft(rollCall));
    }
}
