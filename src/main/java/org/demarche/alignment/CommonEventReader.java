package org.demarche.alignment;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.RequestReads;
import org.demarche.database.WorkerOffload;
import org.demarche.graphql.loader.DocumentFields;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;
import org.demarche.stance.CountryOnEvent;
import org.demarche.stance.LatestStanceRepository;
import org.demarche.stance.Stance;

/** Finds the common events of pairs of countries in memory, and reads their stances. */
@Singleton
class CommonEventReader {

    private final AlignmentCalculator alignments;
    private final LatestStanceRepository stances;
    private final WorkerOffload offload;

    CommonEventReader(AlignmentCalculator alignments, LatestStanceRepository stances, WorkerOffload offload) {
        this.alignments = alignments;
        this.stances = stances;
        this.offload = offload;
    }

    /** A pair without a kappa has null. */
    Uni<Map<CountryPair, Double>> kappas(CountryComparison comparison, Collection<CountryPair> pairs) {
        return ofPairs(comparison, pairs, comparison::kappa);
    }

    Uni<Map<CountryPair, Integer>> counts(
            CountryComparison comparison, Collection<CountryPair> pairs, ScoreRange range) {
        return ofPairs(comparison, pairs, pair -> comparison.events(pair, range).count());
    }

    /** Every pair has an entry. The stances of all pairs are read by one statement. */
    Uni<Map<CountryPair, Page<Comparison>>> pages(
            CountryComparison comparison,
            Collection<CountryPair> pairs,
            ScoreRange range,
            PageRequest<Comparison> request,
            DocumentFields fields) {
        Reading reading = new Reading(pairs, range, request, fields);
        return read(comparison, reading)
                .chain(pages -> isCurrent(pages)
                        ? Uni.createFrom().item(pages)
                        // Something was written between the positions and the stances.
                        : alignments
                                .comparison(comparison.filter())
                                .chain(newer -> read(newer, reading))
                                .map(read -> settled(read, range)));
    }

    private Uni<Map<CountryPair, Page<Comparison>>> read(CountryComparison comparison, Reading reading) {
        return ofPairs(comparison, reading.pairs, pair -> comparison
                        .events(pair, reading.range)
                        .page(reading.request))
                .chain(events -> stances.latest(reading.fields, holders(events.values(), reading.request.size()))
                        .map(found -> {
                            Map<CountryPair, Page<Comparison>> pages = new HashMap<>();
                            events.forEach((pair, common) ->
                                    pages.put(pair, Page.of(reading.request, comparisons(common, found))));
                            return pages;
                        }));
    }

    /** The event after the page only shows that there is one: its stances are not read. */
    private static List<CountryOnEvent> holders(Collection<List<CommonEvent>> events, int size) {
        return events.stream()
                .flatMap(common -> common.stream().limit(size))
                .flatMap(event -> Stream.of(event.one(), event.other()))
                .distinct()
                .toList();
    }

    private static List<Comparison> comparisons(List<CommonEvent> events, Map<CountryOnEvent, Stance> stances) {
        return events.stream()
                .map(event -> new Comparison(event, stances.get(event.one()), stances.get(event.other())))
                .toList();
    }

    private static boolean isCurrent(Map<CountryPair, Page<Comparison>> pages) {
        return pages.values().stream().flatMap(page -> page.items().stream()).allMatch(Comparison::isCurrent);
    }

    /** Without those that a write has removed from the list while it was read for the second time. */
    private static Map<CountryPair, Page<Comparison>> settled(
            Map<CountryPair, Page<Comparison>> pages, ScoreRange range) {
        Map<CountryPair, Page<Comparison>> settled = new HashMap<>();
        pages.forEach((pair, page) -> settled.put(
                pair,
                new Page<>(
                        page.keyset(),
                        page.items().stream()
                                .filter(comparison -> comparison.isWithin(range))
                                .toList(),
                        page.hasNext(),
                        page.hasPrevious())));
        return settled;
    }

    private <T> Uni<Map<CountryPair, T>> ofPairs(
            CountryComparison comparison, Collection<CountryPair> pairs, Function<CountryPair, T> read) {
        Runnable endCheck = RequestReads.endCheck();
        return offload.run(comparison.nanosOfEvents(pairs.size()), () -> {
            Map<CountryPair, T> found = new HashMap<>();
            for (CountryPair pair : pairs) {
                endCheck.run();
                found.put(pair, read.apply(pair));
            }
            return found;
        });
    }

    private record Reading(
            Collection<CountryPair> pairs, ScoreRange range, PageRequest<Comparison> request, DocumentFields fields) {}
}
