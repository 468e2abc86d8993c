package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.demarche.model.WebAddress;
import org.demarche.source.SourceDraft;

/** The sources that roll calls cite: the data set that all these files come from, one source for each resolution. */
final class Citations {

    /** The data set of Voeten, Strezhnev and Bailey, in any version. */
    static final WebAddress PUBLICATION = new WebAddress("https://doi.org/10.7910/DVN/LEJUQZ");

    private final Map<SourceDraft, Long> keys;
    private final Set<Long> ours;

    /**
     * @param keys of the sources, by draft
     * @param ours the keys of all sources with the address of the publication
     */
    Citations(Map<SourceDraft, Long> keys, Set<Long> ours) {
        this.keys = keys;
        this.ours = ours;
    }

    static SourceDraft draft(ParsedRollCall rollCall) {
        String subject = rollCall.symbol() == null
                ? "roll call %s".formatted(rollCall.id())
                : "resolution %s".formatted(rollCall.symbol());
        return new SourceDraft(
                "United Nations General Assembly Voting Data: " + subject,
                "Harvard Dataverse",
                "Erik Voeten, Anton Strezhnev, Michael Bailey",
                PUBLICATION,
                null,
                "en");
    }

    /**
     * The sources that a roll call will have. Sources other than ours are kept.
     *
     * @param recorded the sources that it has now
     */
    List<Long> of(ParsedRollCall rollCall, List<Long> recorded) {
        boolean cited = recorded.stream().anyMatch(ours::contains);
        if (cited && rollCall.symbol() == null) {
            return recorded;
        }
        long own = keys.get(draft(rollCall));
        List<Long> sources = new ArrayList<>();
        recorded.forEach(source -> sources.add(ours.contains(source) ? Long.valueOf(own) : source));
        if (!cited) {
            sources.add(own);
        }
        return sources.stream().distinct().toList();
    }

    /** The source of a roll call that its votes cite. */
    long ofVotes(List<Long> sources) {
        return sources.stream().filter(ours::contains).findFirst().orElseThrow();
    }

    /** The sources to replace in votes that cite the publication by another resolution: the new by the old. */
    Map<Long, Long> replaced(List<Long> recorded, List<Long> wanted) {
        Map<Long, Long> replaced = new HashMap<>();
        recorded.stream()
                .filter(source -> ours.contains(source) && !wanted.contains(source))
                .forEach(source -> replaced.put(source, ofVotes(wanted)));
        return replaced;
    }
}
