package org.demarche.importing.unvotes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.demarche.database.UpsertResult;
import org.demarche.database.UpsertResult.Outcome;
import org.demarche.importing.ImportResult;
import org.demarche.importing.ImportedFile;
import org.demarche.importing.unvotes.file.ParsedFiles;
import org.demarche.stance.VoteRepository;

/** How many roll calls and votes were recorded, revised, unchanged or rejected. */
public final class UnVotesReport {

    private final Map<Outcome, Integer> rollCalls = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Integer> votes = new EnumMap<>(Outcome.class);
    private final IdentityReport identity = new IdentityReport();
    private Map<String, Integer> rules = Map.of();
    private Map<String, Integer> rejected = Map.of();
    private List<ImportedFile> files = List.of();
    private Path rejects;
    private int older;

    void count(UpsertResult rollCall) {
        rollCalls.merge(rollCall.outcome(), 1, Integer::sum);
    }

    void count(VoteRepository.Outcome outcome, int of) {
        votes.merge(Outcome.RECORDED, outcome.recorded(), Integer::sum);
        votes.merge(Outcome.REVISED, outcome.revised(), Integer::sum);
        votes.merge(Outcome.UNCHANGED, of - outcome.recorded() - outcome.revised(), Integer::sum);
    }

    /** Counts roll calls that a later release has stated already. */
    void countOlder(int count) {
        older += count;
    }

    IdentityReport identity() {
        return identity;
    }

    /** Adds the counts of a part, once the part is written. */
    public void add(UnVotesReport part) {
        part.rollCalls.forEach((outcome, count) -> rollCalls.merge(outcome, count, Integer::sum));
        identity.add(part.identity);
        older += part.older;
        part.votes.forEach((outcome, count) -> votes.merge(outcome, count, Integer::sum));
    }

    UnVotesReport with(ParsedFiles parsed) {
        rules = new LinkedHashMap<>(parsed.rules());
        rejected = new LinkedHashMap<>(parsed.rejectedRows().countsByReason());
        rejects = parsed.rejectedRows().path();
        files = List.copyOf(parsed.files());
        return this;
    }

    boolean changedAnything() {
        return of(rollCalls, Outcome.RECORDED) + of(rollCalls, Outcome.REVISED) > 0
                || of(votes, Outcome.RECORDED) + of(votes, Outcome.REVISED) > 0;
    }

    public int rejected() {
        return rejected.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The counts of roll calls and votes together, and the files. */
    public ImportResult result() {
        return new ImportResult(
                of(rollCalls, Outcome.RECORDED) + of(votes, Outcome.RECORDED),
                of(rollCalls, Outcome.REVISED) + of(votes, Outcome.REVISED),
                of(rollCalls, Outcome.UNCHANGED) + of(votes, Outcome.UNCHANGED),
                rejected(),
                files);
    }

    /** The report for the person who runs the import, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(counts("Roll calls", rollCalls));
        lines.add(counts("Votes", votes));
        if (older > 0) {
            lines.add("Left as a later release of the file states them: %,d roll calls".formatted(older));
        }
        files.forEach(file -> lines.add("Credit for %s: %s".formatted(file.name(), file.attribution())));
        if (!rules.isEmpty()) {
            lines.add("By rule:");
            rules.forEach((rule, count) -> lines.add("%,11d  %s".formatted(count, rule)));
        }
        lines.addAll(identity.lines());
        if (rejected.isEmpty()) {
            lines.add("Rejected: none");
        } else {
            lines.add("Rejected: %,d rows, listed in %s".formatted(rejected(), rejects));
            rejected.forEach((reason, count) -> lines.add("%,11d  %s".formatted(count, reason)));
        }
        return lines;
    }

    private static String counts(String what, Map<Outcome, Integer> counts) {
        return "%s: %,d recorded, %,d revised, %,d unchanged"
                .formatted(
                        what, of(counts, Outcome.RECORDED), of(counts, Outcome.REVISED), of(counts, Outcome.UNCHANGED));
    }

    private static int of(Map<Outcome, Integer> counts, Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }
}
