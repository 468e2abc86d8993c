package org.demarche.importing.unvotes;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.demarche.database.UpsertResult;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.WriteBatch;
import org.demarche.event.RollCall;
import org.demarche.event.RollCallRepository;
import org.demarche.event.RollCallRepository.Recorded;
import org.demarche.importing.ImportedFile;
import org.demarche.source.SourceRepository;
import org.demarche.stance.VoteBatch;
import org.demarche.stance.VoteRepository;
import org.demarche.topic.TopicRepository;

/**
 * Writes what has been read, a batch of roll calls per transaction, each with all its votes. After an interruption every
 * roll call is either as it was before or as it is in the files, and another run continues from there.
 */
@Singleton
class UnVotesWriter {

    private static final String NAME = "import";

    /** They have about ten thousand votes. Larger transactions are not faster, and keep readers waiting longer. */
    private static final int BATCH_SIZE = 64;

    private final WriteTransaction transaction;
    private final SourceRepository sources;
    private final TopicRepository topics;
    private final RollCallRepository rollCalls;
    private final VoteRepository votes;

    UnVotesWriter(
            WriteTransaction transaction,
            SourceRepository sources,
            TopicRepository topics,
            RollCallRepository rollCalls,
            VoteRepository votes) {
        this.transaction = transaction;
        this.sources = sources;
        this.topics = topics;
        this.rollCalls = rollCalls;
        this.votes = votes;
    }

    /** @param progress is told after each step how many roll calls have been written */
    Uni<UnVotesReport> write(ParsedFiles parsed, IntConsumer progress) {
        UnVotesReport report = new UnVotesReport();
        return inBatches(parsed, progress, part -> transaction
                        .bulk(NAME, batch -> save(batch, parsed, part))
                        .invoke(report::add)
                        .replaceWithVoid())
                .replaceWith(report);
    }

    /** What {@link #write} would do, in one transaction that is rolled back. */
    Uni<UnVotesReport> dryRun(ParsedFiles parsed, IntConsumer progress) {
        return transaction.bulkDryRun(NAME, batch -> {
            UnVotesReport report = new UnVotesReport();
            return inBatches(parsed, progress, part -> save(batch, parsed, part)
                            .invoke(report::add)
                            .replaceWithVoid())
                    .replaceWith(report);
        });
    }

    private static Uni<Void> inBatches(
            ParsedFiles parsed, IntConsumer progress, Function<List<ParsedRollCall>, Uni<Void>> step) {
        List<ParsedRollCall> all = parsed.inOrder();
        AtomicInteger done = new AtomicInteger();
        return Multi.createFrom()
                .items(IntStream.iterate(0, from -> from < all.size(), from -> from + BATCH_SIZE)
                        .mapToObj(from -> all.subList(from, Math.min(from + BATCH_SIZE, all.size()))))
                .onItem()
                .transformToUniAndConcatenate(
                        part -> step.apply(part).invoke(() -> progress.accept(done.addAndGet(part.size()))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<UnVotesReport> save(WriteBatch batch, ParsedFiles parsed, List<ParsedRollCall> part) {
        UnVotesReport report = new UnVotesReport();
        return topics.saveNew(batch, RollCallTopics.drafts(part))
                .chain(() -> topics.keysBeginningWith(batch, RollCallTopics.PREFIX))
                .map(RollCallTopics::new)
                .chain(under -> citations(batch, part).chain(citations -> rollCalls
                        .bySlug(batch, part.stream().map(ParsedRollCall::slug).toList())
                        .chain(recorded ->
                                save(batch, parsed, merged(part, recorded, under, citations), recorded, report))))
                .replaceWith(report);
    }

    private Uni<Citations> citations(WriteBatch batch, List<ParsedRollCall> part) {
        return sources.saveAll(batch, part.stream().map(Citations::draft).toList())
                .chain(keys -> sourcesByPublication(batch, part).map(all -> new Citations(keys, all)))
                .call(citations -> credit(batch, part, citations));
    }

    private Uni<Map<Publication, Set<Long>>> sourcesByPublication(WriteBatch batch, List<ParsedRollCall> part) {
        Map<Publication, Set<Long>> keys = new EnumMap<>(Publication.class);
        return Multi.createFrom()
                .items(part.stream().map(ParsedRollCall::publication).distinct())
                .onItem()
                .transformToUniAndConcatenate(
                        publication -> sources.keysOf(batch, publication.publisher(), publication.address())
                                .invoke(found -> keys.put(publication, found)))
                .collect()
                .last()
                .replaceWith(keys);
    }

    /** Shows on the sources how the publishers of the files want to be credited. */
    private Uni<Void> credit(WriteBatch batch, List<ParsedRollCall> part, Citations citations) {
        Map<ImportedFile, Set<Long>> credited = new LinkedHashMap<>();
        part.stream().filter(rollCall -> rollCall.file() != null).forEach(rollCall -> credited.computeIfAbsent(
                        rollCall.file(), file -> new LinkedHashSet<>())
                .add(citations.key(rollCall)));
        return Multi.createFrom()
                .iterable(credited.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> sources.credit(
                        batch,
                        entry.getValue(),
                        entry.getKey().attribution(),
                        entry.getKey().releasedOn()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static List<MergedRollCall> merged(
            List<ParsedRollCall> part, Map<String, Recorded> recorded, RollCallTopics topics, Citations citations) {
        return part.stream()
                .map(file -> MergedRollCall.of(
                        file,
                        Optional.ofNullable(recorded.get(file.slug()))
                                .map(Recorded::rollCall)
                                .orElse(null),
                        topics,
                        citations))
                .toList();
    }

    private Uni<Void> save(
            WriteBatch batch,
            ParsedFiles parsed,
            List<MergedRollCall> merged,
            Map<String, Recorded> recorded,
            UnVotesReport report) {
        return rollCalls
                .save(batch, merged.stream().map(MergedRollCall::event).toList(), recorded)
                .invoke(outcomes -> outcomes.values().forEach(report::count))
                .chain(outcomes -> replaceCitations(batch, merged, outcomes)
                        .chain(() -> saveVotes(batch, parsed, merged, outcomes, report)))
                .chain(() -> redateVotes(batch, merged, recorded, report));
    }

    /** Votes that an earlier file listed and these do not list follow the date of their event too. */
    private Uni<Void> redateVotes(
            WriteBatch batch, List<MergedRollCall> merged, Map<String, Recorded> recorded, UnVotesReport report) {
        List<RollCall> moved = merged.stream()
                .map(MergedRollCall::event)
                .filter(event -> recorded.containsKey(event.slug())
                        && !event.date()
                                .equals(recorded.get(event.slug()).rollCall().date()))
                .toList();
        if (moved.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Recorded> before =
                moved.stream().map(event -> recorded.get(event.slug())).toList();
        return votes.redate(
                        batch,
                        before.stream().map(Recorded::key).toList(),
                        before.stream().map(event -> event.rollCall().date()).toList(),
                        moved.stream().map(RollCall::date).toList())
                .invoke(report::countRevisedVotes)
                .replaceWithVoid();
    }

    private Uni<Void> replaceCitations(
            WriteBatch batch, List<MergedRollCall> merged, Map<String, UpsertResult> outcomes) {
        return Multi.createFrom()
                .iterable(merged)
                .filter(rollCall -> !rollCall.replaced().isEmpty())
                .onItem()
                .transformToUniAndConcatenate(rollCall ->
                        votes.cite(batch, outcomes.get(rollCall.parsed().slug()).key(), rollCall.replaced()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> saveVotes(
            WriteBatch batch,
            ParsedFiles parsed,
            List<MergedRollCall> merged,
            Map<String, UpsertResult> outcomes,
            UnVotesReport report) {
        VoteBatch voteBatch = new VoteBatch();
        merged.forEach(rollCall ->
                rollCall.addVotes(outcomes.get(rollCall.parsed().slug()).key(), parsed.voters(), voteBatch));
        return votes.save(batch, voteBatch)
                .invoke(outcome -> report.count(outcome, voteBatch.size()))
                .replaceWithVoid();
    }
}
