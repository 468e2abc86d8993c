package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.demarche.event.RollCall;
import org.demarche.event.RollCallRepository.Recorded;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.Publication;
import org.demarche.model.PartialDate;

/**
 * An event that an import writes: what is recorded of it, and what it will be.
 *
 * @param incoming what the files state; null for an event that only loses or gets a slug
 * @param recorded null for a new event
 * @param before what publications have stated so far
 * @param after what they state now
 */
record VoteEvent(ParsedRollCall incoming, Recorded recorded, List<VoteStatement> before, MergedStatements after) {

    static VoteEvent of(ParsedRollCall incoming, Long source, Recorded recorded, List<VoteStatement> before) {
        List<VoteStatement> after = new ArrayList<>();
        VoteStatement stated = VoteStatement.of(incoming, source);
        for (VoteStatement earlier : before) {
            if (earlier.publication() == stated.publication()) {
                stated = stated.orElse(earlier);
            } else {
                after.add(earlier);
            }
        }
        after.add(stated);
        return new VoteEvent(incoming, recorded, before, MergedStatements.of(after));
    }

    static VoteEvent unchanged(Recorded recorded, List<VoteStatement> statements) {
        return new VoteEvent(null, recorded, statements, MergedStatements.of(statements));
    }

    /** What the publication of the files states now. */
    VoteStatement stated() {
        return after.all().stream()
                .filter(statement -> statement.publication() == incoming.publication())
                .findFirst()
                .orElseThrow();
    }

    /** The slug that it has now; null for a new event. */
    String recordedSlug() {
        return recorded == null ? null : recorded.rollCall().slug();
    }

    /** The symbol that it has now; null for none. */
    String recordedSymbol() {
        return recorded == null ? null : recorded.rollCall().symbol();
    }

    /** The symbol that it has now, if no publication has stated it: a record has given it. */
    String symbolOfRecord() {
        String symbol = recordedSymbol();
        return before.stream()
                        .map(VoteStatement::symbol)
                        .anyMatch(stated -> stated != null && stated.toString().equals(symbol))
                ? null
                : symbol;
    }

    /** A recorded day in the month that is stated is better known, unless it is a day that the academic files invent. */
    PartialDate date() {
        PartialDate stated = after.date();
        boolean better = recorded != null
                && incoming != null
                && stated.includes(recorded.rollCall().date())
                && !isInvented(recorded.rollCall().date());
        return better ? recorded.rollCall().date() : stated;
    }

    /** Whether the files state the day, or an earlier version of the service has taken it from them. */
    private boolean isInvented(PartialDate day) {
        return day.equals(incoming.inventedDay())
                || before.stream()
                        .filter(earlier -> earlier.publication() == incoming.publication())
                        .anyMatch(earlier -> day.equals(earlier.date()));
    }

    RollCall rollCall(VoteSlugs names, RollCallTopics topics) {
        return new RollCall(
                globalName(),
                names.of(this),
                names.symbol(this),
                after.title(),
                after.summary(),
                date(),
                incoming == null ? recorded.rollCall().topics() : topics.of(this),
                sources());
    }

    /** A vote keeps the number by which it was first recorded, whatever other publications state about it later. */
    private String globalName() {
        return recorded == null
                ? incoming.publication().scheme().globalName(VoteStatement.number(incoming))
                : recorded.rollCall().globalName();
    }

    /** The publications by the key of the source that their votes have cited so far. */
    Map<Long, Publication> publicationsBySource() {
        return before.stream()
                .filter(statement -> statement.source() != null)
                .collect(Collectors.toMap(
                        VoteStatement::source,
                        VoteStatement::publication,
                        (one, other) -> one.compareTo(other) > 0 ? one : other));
    }

    /** The keys of the sources that it will have, the best publication first. Sources that others have added are kept. */
    List<Long> sources() {
        List<Long> sources = new ArrayList<>(after.sources());
        if (recorded != null) {
            List<Long> replaced = before.stream().map(VoteStatement::source).toList();
            recorded.rollCall().sources().stream()
                    .filter(source -> !replaced.contains(source) && !sources.contains(source))
                    .forEach(sources::add);
        }
        return List.copyOf(sources);
    }

    /** Whether the recorded votes have to be read: others have stated them too, or their dates or sources change. */
    boolean mergesVotes() {
        return recorded != null
                && (after.all().size() > 1
                        || !date().equals(recorded.rollCall().date())
                        || before.isEmpty()
                        || !after.sources().equals(MergedStatements.of(before).sources()));
    }
}
