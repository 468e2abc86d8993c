package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.WriteBatch;
import org.demarche.event.RollCallRepository;
import org.demarche.importing.unvotes.file.Body;
import org.demarche.importing.unvotes.file.ParsedFiles;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.Publication;
import org.demarche.importing.unvotes.file.Voters;
import org.demarche.model.ResolutionSymbol;
import org.demarche.stance.RecordedVote;
import org.demarche.stance.VoteRepository;

/**
 * Finds the events that roll calls are: by their number, if the same publication has stated them before; else among those
 * that other publications have stated, see {@link VoteMatching}.
 */
@Singleton
class VoteIdentification {

    private final UnVoteRepository unVotes;
    private final RollCallRepository rollCalls;
    private final VoteRepository votes;

    VoteIdentification(UnVoteRepository unVotes, RollCallRepository rollCalls, VoteRepository votes) {
        this.unVotes = unVotes;
        this.rollCalls = rollCalls;
        this.votes = votes;
    }

    /**
     * The keys of the events that exist already.
     *
     * @param parsed all that is imported, because roll calls of other parts compete for the same events
     * @param part the roll calls whose events are wanted
     */
    Uni<Map<ParsedRollCall, Long>> events(
            WriteBatch batch, ParsedFiles parsed, List<ParsedRollCall> part, IdentityReport report) {
        Map<ParsedRollCall, Long> events = new IdentityHashMap<>();
        return Multi.createFrom()
                .iterable(
                        part.stream().collect(Collectors.groupingBy(Group::of)).entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        group -> new Search(batch, parsed, group.getKey(), group.getValue(), events, report).run())
                .collect()
                .last()
                .chain(() -> addBySlug(batch, part, events))
                .replaceWith(events);
    }

    /** An event may have the slug of a roll call although nobody has imported that: a record has it. */
    private Uni<Void> addBySlug(WriteBatch batch, List<ParsedRollCall> part, Map<ParsedRollCall, Long> events) {
        Map<String, ParsedRollCall> missing = new HashMap<>();
        part.stream()
                .filter(rollCall -> !events.containsKey(rollCall))
                .forEach(rollCall -> missing.put(rollCall.slug(), rollCall));
        if (missing.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return rollCalls
                .bySlug(batch, missing.keySet())
                .chain(found -> unVotes.statements(
                                batch,
                                found.values().stream()
                                        .map(RollCallRepository.Recorded::key)
                                        .toList())
                        .invoke(statements -> found.forEach((slug, recorded) -> {
                            if (!statements.containsKey(recorded.key())) {
                                events.put(missing.get(slug), recorded.key());
                            }
                        })))
                .replaceWithVoid();
    }

    private record Group(Publication publication, Body body) {

        static Group of(ParsedRollCall rollCall) {
            return new Group(rollCall.publication(), rollCall.body());
        }
    }

    /** The search for the roll calls of a part that are of one publication and body. */
    private final class Search {

        private final WriteBatch batch;
        private final Voters voters;
        private final Group group;
        private final List<ParsedRollCall> part;
        private final List<ParsedRollCall> rivals;
        private final Map<ParsedRollCall, Long> events;
        private final IdentityReport report;

        Search(
                WriteBatch batch,
                ParsedFiles parsed,
                Group group,
                List<ParsedRollCall> part,
                Map<ParsedRollCall, Long> events,
                IdentityReport report) {
            Months months = Months.of(part);
            this.batch = batch;
            this.voters = parsed.voters();
            this.group = group;
            this.part = part;
            this.rivals = parsed.inOrder().stream()
                    .filter(rollCall -> Group.of(rollCall).equals(group) && months.include(rollCall))
                    .toList();
            this.events = events;
            this.report = report;
        }

        Uni<Void> run() {
            List<String> numbers = rivals.stream().map(VoteStatement::number).toList();
            return unVotes.events(batch, group.publication, numbers).chain(known -> {
                part.stream()
                        .filter(rollCall -> known.containsKey(VoteStatement.number(rollCall)))
                        .forEach(rollCall -> events.put(rollCall, known.get(VoteStatement.number(rollCall))));
                Map<ParsedRollCall, VoteProfile> unknown = new IdentityHashMap<>();
                rivals.stream()
                        .filter(rollCall -> !known.containsKey(VoteStatement.number(rollCall)))
                        .forEach(rollCall -> unknown.put(rollCall, VoteProfile.of(rollCall, voters)));
                return match(unknown);
            });
        }

        private Uni<Void> match(Map<ParsedRollCall, VoteProfile> unknown) {
            List<ParsedRollCall> wanted = part.stream()
                    .filter(unknown::containsKey)
                    .filter(rollCall -> !unknown.get(rollCall).occasion().onPart())
                    .toList();
            if (wanted.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            return candidates(wanted, unknown)
                    .chain(candidates -> match(
                            wanted,
                            unknown,
                            candidates,
                            VoteMatching.of(List.copyOf(unknown.values()), List.copyOf(candidates.keySet()))));
        }

        private Uni<Void> match(
                List<ParsedRollCall> wanted,
                Map<ParsedRollCall, VoteProfile> unknown,
                Map<VoteProfile, Long> candidates,
                VoteMatching matching) {
            Map<VoteProfile, VoteProfile> possible = new IdentityHashMap<>();
            for (ParsedRollCall rollCall : wanted) {
                VoteProfile vote = unknown.get(rollCall);
                matching.match(vote)
                        .ifPresentOrElse(
                                match -> {
                                    events.put(rollCall, candidates.get(match));
                                    report.matched(vote, match);
                                },
                                () -> matching.possibleMatch(vote).ifPresent(other -> possible.put(vote, other)));
            }
            return report(possible, candidates);
        }

        private Uni<Void> report(Map<VoteProfile, VoteProfile> possible, Map<VoteProfile, Long> candidates) {
            if (possible.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            List<Long> keys = possible.values().stream().map(candidates::get).toList();
            return rollCalls
                    .byKey(batch, keys)
                    .invoke(recorded -> possible.forEach((vote, other) -> report.possible(
                            vote,
                            other,
                            recorded.get(candidates.get(other)).rollCall().slug())))
                    .replaceWithVoid();
        }

        /** The recorded votes that the publication has not stated, and the keys of their events. */
        private Uni<Map<VoteProfile, Long>> candidates(
                List<ParsedRollCall> wanted, Map<ParsedRollCall, VoteProfile> unknown) {
            Months months = Months.of(wanted);
            Set<ResolutionSymbol> symbols = wanted.stream()
                    .map(rollCall -> unknown.get(rollCall).symbol())
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            return unVotes.candidates(batch, group.publication, group.body, months, symbols)
                    .chain(keys -> unVotes.statements(batch, keys).chain(statements -> votes.recorded(batch, keys)
                            .map(recorded -> profiles(statements, recorded))));
        }

        private Map<VoteProfile, Long> profiles(
                Map<Long, List<VoteStatement>> statements, Map<Long, List<RecordedVote>> recorded) {
            Map<VoteProfile, Long> profiles = new IdentityHashMap<>();
            statements.forEach((event, stated) -> profiles.put(
                    VoteProfile.of(
                            MergedStatements.of(stated), recorded.getOrDefault(event, new ArrayList<>()), voters),
                    event));
            return profiles;
        }
    }
}
