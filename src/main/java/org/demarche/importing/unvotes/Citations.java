package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.demarche.model.WebAddress;
import org.demarche.source.SourceDraft;

/** The sources that roll calls cite: each publication has one for each resolution, or for each vote without a symbol. */
final class Citations {

    private final Map<SourceDraft, Long> keys;
    private final Map<Publication, Set<Long>> all;

    /**
     * @param keys of the sources, by draft
     * @param all the keys of all sources of the publications
     */
    Citations(Map<SourceDraft, Long> keys, Map<Publication, Set<Long>> all) {
        this.keys = keys;
        this.all = all;
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

    /**
     * The sources that a roll call will have. Sources other than those of its publication are kept.
     *
     * @param recorded the sources that it has now
     */
    List<Long> of(ParsedRollCall rollCall, List<Long> recorded) {
        Set<Long> ours = all.get(rollCall.publication());
        boolean cited = recorded.stream().anyMatch(ours::contains);
        if (cited && rollCall.symbol() == null) {
            return recorded;
        }
        long own = key(rollCall);
        List<Long> sources = new ArrayList<>();
        recorded.forEach(source -> sources.add(ours.contains(source) ? Long.valueOf(own) : source));
        if (!cited) {
            sources.add(own);
        }
        return sources.stream().distinct().toList();
    }

    /** The source of a roll call that its votes cite. */
    long ofVotes(ParsedRollCall rollCall, List<Long> sources) {
        return sources.stream()
                .filter(all.get(rollCall.publication())::contains)
                .findFirst()
                .orElseThrow();
    }

    /** The sources to replace in votes that cite the publication by another resolution: the new by the old. */
    Map<Long, Long> replaced(ParsedRollCall rollCall, List<Long> recorded, List<Long> wanted) {
        Set<Long> ours = all.get(rollCall.publication());
        Map<Long, Long> replaced = new HashMap<>();
        recorded.stream()
                .filter(source -> ours.contains(source) && !wanted.contains(source))
                .forEach(source -> replaced.put(source, ofVotes(rollCall, wanted)));
        return replaced;
    }
}
