package org.demarche.importing.unvotes;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.demarche.database.ChangeAuthor;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.WriteBatch;
import org.demarche.importing.ImportedFile;
import org.demarche.importing.unvotes.file.ParsedFiles;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.source.SourceRepository;
import org.demarche.topic.TopicRepository;

/**
 * Writes what has been read, a batch of roll calls per transaction, each with all its votes. After an interruption every
 * roll call is either as it was before or as it is in the files, and another run continues from there.
 */
@Singleton
public class UnVotesWriter {

    /** The lock of each transaction. */
    public static final String NAME = "import";

    /** They have about ten thousand votes. Larger transactions are not faster, and keep readers waiting longer. */
    public static final int BATCH_SIZE = 64;

    private final WriteTransaction transaction;
    private final SourceRepository sources;
    private final TopicRepository topics;
    private final ReleaseOrder releases;
    private final VoteEventReader reader;
    private final VoteEventWriter writer;

    UnVotesWriter(
            WriteTransaction transaction,
            SourceRepository sources,
            TopicRepository topics,
            ReleaseOrder releases,
            VoteEventReader reader,
            VoteEventWriter writer) {
        this.transaction = transaction;
        this.sources = sources;
        this.topics = topics;
        this.releases = releases;
        this.reader = reader;
        this.writer = writer;
    }

    /** @param progress is told after each step how many roll calls have been written */
    Uni<UnVotesReport> write(ChangeAuthor author, ParsedFiles parsed, IntConsumer progress) {
        UnVotesReport report = new UnVotesReport();
        return inBatches(parsed, progress, part -> transaction
                        .bulk(author, NAME, batch -> save(batch, parsed, part))
                        .invoke(report::add)
                        .replaceWithVoid())
                .replaceWith(report);
    }

    /** What {@link #write} would do, in one transaction that is rolled back. */
    Uni<UnVotesReport> dryRun(ChangeAuthor author, ParsedFiles parsed, IntConsumer progress) {
        return transaction.bulkDryRun(author, NAME, batch -> {
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

    /** Writes a part in a transaction of the caller's. */
    public Uni<UnVotesReport> save(WriteBatch batch, ParsedFiles parsed, List<ParsedRollCall> part) {
        UnVotesReport report = new UnVotesReport();
        return releases.current(batch, part)
                .invoke(current -> report.countOlder(part.size() - current.size()))
                .chain(current ->
                        current.isEmpty() ? Uni.createFrom().voidItem() : write(batch, parsed, current, report))
                .replaceWith(report);
    }

    private Uni<Void> write(WriteBatch batch, ParsedFiles parsed, List<ParsedRollCall> part, UnVotesReport report) {
        return topics.saveNew(batch, RollCallTopics.drafts(part))
                .chain(() -> topics.keysBeginningWith(batch, RollCallTopics.PREFIX))
                .map(RollCallTopics::new)
                .chain(under -> citations(batch, part)
                        .chain(citations -> reader.events(batch, parsed, part, citations, report.identity()))
                        .chain(events -> writer.save(batch, events, parsed.voters(), under, report)));
    }

    private Uni<Citations> citations(WriteBatch batch, List<ParsedRollCall> part) {
        return sources.saveAll(batch, part.stream().map(Citations::draft).toList())
                .map(Citations::new)
                .call(citations -> credit(batch, part, citations));
    }

    /**
     * Shows on the sources how the publishers of the files want to be credited. A file of which no day is known does not
     * take away the day that a source shows.
     */
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
                        entry.getKey().releasedOn(),
                        entry.getKey().isDated()))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
