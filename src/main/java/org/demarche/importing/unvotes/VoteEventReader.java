package org.demarche.importing.unvotes;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.WriteBatch;
import org.demarche.event.RollCallRepository;
import org.demarche.event.RollCallRepository.Recorded;
import org.demarche.importing.unvotes.file.ParsedFiles;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.model.ResolutionSymbol;

/** Reads what is recorded of the events that an import writes, and of others with the same symbols. */
@Singleton
class VoteEventReader {

    private static final Long NO_EVENT = -1L;

    private final VoteIdentification identification;
    private final UnVoteRepository unVotes;
    private final RollCallRepository rollCalls;

    VoteEventReader(VoteIdentification identification, UnVoteRepository unVotes, RollCallRepository rollCalls) {
        this.identification = identification;
        this.unVotes = unVotes;
        this.rollCalls = rollCalls;
    }

    /**
     * The events of the roll calls, in the same order.
     *
     * @param parsed all that is imported
     */
    Uni<List<VoteEvent>> events(
            WriteBatch batch,
            ParsedFiles parsed,
            List<ParsedRollCall> part,
            Citations citations,
            IdentityReport report) {
        return identification.events(batch, parsed, part, report).chain(keys -> rollCalls
                .byKey(batch, keys.values())
                .chain(recorded -> unVotes.statements(batch, keys.values()).map(statements -> part.stream()
                        .map(rollCall -> VoteEvent.of(
                                rollCall,
                                citations.key(rollCall),
                                recorded.get(keys.getOrDefault(rollCall, NO_EVENT)),
                                statements.getOrDefault(keys.getOrDefault(rollCall, NO_EVENT), List.of())))
                        .toList())));
    }

    /** Other recorded events that have had or will have the symbol of one of these. */
    Uni<List<VoteEvent>> withSameSymbol(WriteBatch batch, List<VoteEvent> events) {
        Set<Long> known = keys(events);
        return unVotes.eventsWithSymbol(batch, symbols(events))
                .map(found -> found.stream().filter(key -> !known.contains(key)).toList())
                .chain(others -> rollCalls.byKey(batch, others).chain(recorded -> unVotes.statements(batch, others)
                        .map(statements -> others.stream()
                                .map(key -> VoteEvent.unchanged(recorded.get(key), statements.get(key)))
                                .toList())));
    }

    /** The slugs and symbols that the events will have. */
    Uni<VoteSlugs> slugs(WriteBatch batch, Collection<VoteEvent> events) {
        Set<Long> known = keys(events);
        Set<String> wanted = events.stream().flatMap(VoteSlugs::candidates).collect(Collectors.toSet());
        Set<String> symbols = events.stream()
                .map(event -> event.after().symbol())
                .filter(Objects::nonNull)
                .map(ResolutionSymbol::toString)
                .collect(Collectors.toSet());
        return rollCalls.bySlug(batch, wanted).chain(found -> {
            Set<String> taken = new HashSet<>();
            found.forEach((slug, recorded) -> {
                if (!known.contains(recorded.key())) {
                    taken.add(slug);
                }
            });
            return rollCalls
                    .symbolsOfOthers(batch, symbols, known)
                    .map(takenSymbols -> new VoteSlugs(events, taken, takenSymbols));
        });
    }

    private static Set<Long> keys(Collection<VoteEvent> events) {
        return events.stream()
                .map(VoteEvent::recorded)
                .filter(Objects::nonNull)
                .map(Recorded::key)
                .collect(Collectors.toSet());
    }

    private static Set<ResolutionSymbol> symbols(List<VoteEvent> events) {
        return events.stream()
                .flatMap(event -> Stream.concat(event.before().stream(), event.after().all().stream()))
                .map(VoteStatement::symbol)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
