package org.demarche.importing.unvotes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.demarche.database.UpsertResult;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.WriteBatch;
import org.demarche.event.RollCallRepository;
import org.demarche.event.RollCallRepository.Recorded;
import org.demarche.source.SourceRepository;
import org.demarche.stance.VoteBatch;
import org.demarche.stance.VoteRepository;
import org.demarche.topic.TopicRepository;

/**
 * Writes what has been read, some roll calls at a time, each whole with its votes: whenever it is stopped, every roll
 * call is there as it was before or as it is in the files, and another run goes on where this one was.
 */
@ApplicationScoped
class UnVotesWriter {

    private static final String NAME = "import";

    /** With about ten thousand votes: more in one transaction are not faster, and keep readers waiting for longer. */
    private static final int ROLL_CALLS_AT_ONCE = 64;

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
    Uni<UnVotesReport> write(ParsedVotes ballots, IntConsumer progress) {
        UnVotesReport report = new UnVotesReport();
        return steps(ballots, progress, part -> transaction
                        .bulk(NAME, batch -> save(batch, ballots, part))
                        .invoke(report::add)
                        .replaceWithVoid())
                .replaceWith(report);
    }

    /** What {@link #write} would do, in one transaction that is taken back. */
    Uni<UnVotesReport> rehearse(ParsedVotes ballots, IntConsumer progress) {
        return transaction.rehearse(NAME, batch -> {
            UnVotesReport report = new UnVotesReport();
            return steps(ballots, progress, part -> save(batch, ballots, part)
                            .invoke(report::add)
                            .replaceWithVoid())
                    .replaceWith(report);
        });
    }

    private static Uni<Void> steps(
            ParsedVotes ballots, IntConsumer progress, Function<List<FileRollCall>, Uni<Void>> step) {
        List<FileRollCall> all = ballots.inOrder();
        AtomicInteger done = new AtomicInteger();
        return Multi.createFrom()
                .items(IntStream.iterate(0, from -> from < all.size(), from -> from + ROLL_CALLS_AT_ONCE)
                        .mapToObj(from -> all.subList(from, Math.min(from + ROLL_CALLS_AT_ONCE, all.size()))))
                .onItem()
                .transformToUniAndConcatenate(
                        part -> step.apply(part).invoke(() -> progress.accept(done.addAndGet(part.size()))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<UnVotesReport> save(WriteBatch batch, ParsedVotes ballots, List<FileRollCall> part) {
        UnVotesReport report = new UnVotesReport();
        return topics.saveNew(batch, RollCallTopics.drafts(part))
                .chain(() -> topics.keysBeginningWith(batch, RollCallTopics.PREFIX))
                .map(RollCallTopics::new)
                .chain(under -> citations(batch, part).chain(citations -> rollCalls
                        .bySlug(batch, part.stream().map(FileRollCall::slug).toList())
                        .chain(recorded ->
                                save(batch, ballots, merged(part, recorded, under, citations), recorded, report))))
                .replaceWith(report);
    }

    private Uni<Citations> citations(WriteBatch batch, List<FileRollCall> part) {
        return sources.saveAll(batch, part.stream().map(Citations::draft).toList())
                .chain(keys -> sources.keysAt(batch, Citations.PUBLICATION).map(ours -> new Citations(keys, ours)));
    }

    private static List<MergedRollCall> merged(
            List<FileRollCall> part, Map<String, Recorded> recorded, RollCallTopics topics, Citations citations) {
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
            ParsedVotes ballots,
            List<MergedRollCall> merged,
            Map<String, Recorded> recorded,
            UnVotesReport report) {
        return rollCalls
                .save(batch, merged.stream().map(MergedRollCall::event).toList(), recorded)
                .invoke(outcomes -> outcomes.values().forEach(report::count))
                .chain(outcomes ->
                        cite(batch, merged, outcomes).chain(() -> cast(batch, ballots, merged, outcomes, report)));
    }

    private Uni<Void> cite(WriteBatch batch, List<MergedRollCall> merged, Map<String, UpsertResult> outcomes) {
        return Multi.createFrom()
                .iterable(merged)
                .filter(rollCall -> !rollCall.replaced().isEmpty())
                .onItem()
                .transformToUniAndConcatenate(rollCall ->
                        votes.cite(batch, outcomes.get(rollCall.file().slug()).key(), rollCall.replaced()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> cast(
            WriteBatch batch,
            ParsedVotes ballots,
            List<MergedRollCall> merged,
            Map<String, UpsertResult> outcomes,
            UnVotesReport report) {
        VoteBatch cast = new VoteBatch();
        merged.forEach(
                rollCall -> rollCall.cast(outcomes.get(rollCall.file().slug()).key(), ballots.voters(), cast));
        return votes.save(batch, cast)
                .invoke(outcome -> report.count(outcome, cast.size()))
                .replaceWithVoid();
    }
}
