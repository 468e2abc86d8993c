package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.WriteBatch;
import org.demarche.event.EventAliasRepository;
import org.demarche.event.EventAliasRepository.Alias;
import org.demarche.event.EventAliasRepository.Scheme;
import org.demarche.event.RollCall;
import org.demarche.event.RollCallRepository;
import org.demarche.event.RollCallRepository.Recorded;
import org.demarche.importing.unvotes.StatedVoteRepository.OnEvent;
import org.demarche.importing.unvotes.file.Publication;
import org.demarche.importing.unvotes.file.Voters;
import org.demarche.stance.VoteBatch;
import org.demarche.stance.VoteRepository;

/** Writes events with what publications state about them, their other names, and their votes. */
@Singleton
class VoteEventWriter {

    private final VoteEventReader reader;
    private final RollCallRepository rollCalls;
    private final StatedVoteRepository statements;
    private final EventAliasRepository aliases;
    private final VoteRepository votes;

    VoteEventWriter(
            VoteEventReader reader,
            RollCallRepository rollCalls,
            StatedVoteRepository statements,
            EventAliasRepository aliases,
            VoteRepository votes) {
        this.reader = reader;
        this.rollCalls = rollCalls;
        this.statements = statements;
        this.aliases = aliases;
        this.votes = votes;
    }

    Uni<Void> save(
            WriteBatch batch, List<VoteEvent> events, Voters voters, RollCallTopics topics, UnVotesReport report) {
        return reader.withSameSymbol(batch, events)
                .map(others -> Stream.concat(events.stream(), others.stream()).toList())
                .chain(all -> reader.slugs(batch, all).chain(slugs -> {
                    Map<String, VoteEvent> changed = new LinkedHashMap<>();
                    all.stream()
                            .filter(event -> event.incoming() != null || slugs.changes(event))
                            .forEach(event -> changed.put(slugs.of(event), event));
                    return saveRollCalls(batch, changed, slugs, topics, report)
                            .call(keys -> saveNames(batch, keys, slugs))
                            .chain(keys -> saveVotes(batch, keys, voters, report));
                }));
    }

    /**
     * @param events by the slug that they get
     * @return the keys of the events
     */
    private Uni<Map<VoteEvent, Long>> saveRollCalls(
            WriteBatch batch,
            Map<String, VoteEvent> events,
            VoteSlugs slugs,
            RollCallTopics topics,
            UnVotesReport report) {
        List<RollCall> wanted = new ArrayList<>();
        Map<String, Recorded> recorded = new HashMap<>();
        List<Long> renamed = new ArrayList<>();
        Map<String, Integer> margins = new HashMap<>();
        events.forEach((slug, event) -> {
            wanted.add(event.rollCall(slugs, topics));
            if (event.recorded() != null) {
                recorded.put(slug, event.recorded());
                if (slugs.changes(event)) {
                    renamed.add(event.recorded().key());
                }
            } else {
                margins.put(slug, event.incoming().tally().margin());
            }
        });
        return rollCalls
                .freeNames(batch, renamed)
                .chain(() -> rollCalls.save(batch, wanted, recorded, margins))
                .map(outcomes -> {
                    Map<VoteEvent, Long> keys = new LinkedHashMap<>();
                    events.forEach((slug, event) -> {
                        report.count(outcomes.get(slug));
                        keys.put(event, outcomes.get(slug).key());
                    });
                    return keys;
                });
    }

    private Uni<Void> saveNames(WriteBatch batch, Map<VoteEvent, Long> keys, VoteSlugs slugs) {
        List<OnEvent> stated = new ArrayList<>();
        List<Alias> names = new ArrayList<>();
        keys.forEach((event, key) -> {
            if (event.incoming() != null) {
                stated.add(new OnEvent(key, event.stated()));
            }
            names.addAll(names(event, key, slugs));
        });
        return statements
                .save(batch, stated)
                .chain(() -> aliases.save(batch, names))
                .chain(() -> aliases.removeSlugs(
                        batch, keys.keySet().stream().map(slugs::of).toList()));
    }

    private static List<Alias> names(VoteEvent event, long key, VoteSlugs slugs) {
        List<Alias> names = new ArrayList<>();
        event.after().all().forEach(statement -> {
            names.add(new Alias(statement.publication().scheme(), statement.number(), key));
            if (statement.publication() == Publication.ACADEMIC) {
                names.add(new Alias(Scheme.SLUG, event.after().slugByNumber(), key));
            }
        });
        if (slugs.isOwner(event)) {
            names.add(new Alias(Scheme.SYMBOL, event.after().symbol().toString(), key));
        }
        if (event.recordedSlug() != null) {
            names.add(new Alias(Scheme.SLUG, event.recordedSlug(), key));
        }
        return names;
    }

    private Uni<Void> saveVotes(WriteBatch batch, Map<VoteEvent, Long> keys, Voters voters, UnVotesReport report) {
        List<Long> merged = keys.entrySet().stream()
                .filter(entry ->
                        entry.getKey().incoming() != null && entry.getKey().mergesVotes())
                .map(Map.Entry::getValue)
                .toList();
        return votes.recorded(batch, merged).chain(recorded -> {
            List<MergedVotes> all = keys.entrySet().stream()
                    .filter(entry -> entry.getKey().incoming() != null)
                    .map(entry -> new MergedVotes(
                            entry.getKey(),
                            entry.getValue(),
                            voters,
                            recorded.getOrDefault(entry.getValue(), List.of())))
                    .toList();
            all.forEach(event -> report.identity().differences(event.differences()));
            return saveVotes(batch, all, report);
        });
    }

    private Uni<Void> saveVotes(WriteBatch batch, List<MergedVotes> events, UnVotesReport report) {
        VoteBatch ofNew = new VoteBatch();
        VoteBatch ofRecorded = new VoteBatch();
        events.forEach(event -> event.addTo(event.isOfNewEvent() ? ofNew : ofRecorded));
        return votes.move(
                        batch,
                        events.stream().flatMap(event -> event.moves().stream()).toList())
                .chain(() -> votes.add(batch, ofNew))
                .chain(added -> votes.save(batch, ofRecorded).map(added::plus))
                .invoke(outcome -> report.count(outcome, ofNew.size() + ofRecorded.size()))
                .chain(() -> votes.cite(batch, ofRecorded))
                .replaceWithVoid();
    }
}
