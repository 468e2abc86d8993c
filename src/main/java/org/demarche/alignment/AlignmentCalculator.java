package org.demarche.alignment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.bloc.BlocRepository;
import org.demarche.country.Country;
import org.demarche.country.CountryDirectory;
import org.demarche.database.RequestReads;
import org.demarche.database.WorkerOffload;
import org.demarche.graphql.relay.Connection;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

/** Compares countries by their current positions. Takes filters that have been checked. */
@Singleton
class AlignmentCalculator {

    private final PositionMatrixCache positions;
    private final CountryDirectory countries;
    private final BlocRepository blocs;
    private final Clock clock;
    private final PairTotalsCache totals;
    private final WorkerOffload offload;

    AlignmentCalculator(
            PositionMatrixCache positions,
            CountryDirectory countries,
            BlocRepository blocs,
            Clock clock,
            PairTotalsCache totals,
            WorkerOffload offload) {
        this.positions = positions;
        this.countries = countries;
        this.blocs = blocs;
        this.clock = clock;
        this.totals = totals;
        this.offload = offload;
    }

    /** Null for an unknown code, and for a pair that the filter excludes. */
    Uni<Alignment> between(String one, String other, AlignmentFilter filter) {
        return compare(filter, comparison -> 0, comparison -> {
            Optional<Country> country = countries.find(one);
            Optional<Country> with = countries.find(other);
            return country.isPresent() && with.isPresent()
                    ? alignment(
                            comparison,
                            country.get(),
                            with.get(),
                            comparison.between(country.get().key(), with.get().key()))
                    : null;
        });
    }

    /** By the positions of now. */
    Uni<CountryComparison> comparison(AlignmentFilter filter) {
        return compare(filter, comparison -> 0, comparison -> comparison);
    }

    /** Every country has an entry. */
    Uni<Map<Long, Connection<Alignment>>> ofCountries(
            Collection<Long> keys, AlignmentFilter filter, PageRequest<Alignment> request) {
        Runnable endCheck = RequestReads.endCheck();
        return members(filter)
                .chain(isMember ->
                        compare(filter, comparison -> comparison.nanosOfCountry() * keys.size(), comparison -> {
                            Map<Long, Connection<Alignment>> found = new HashMap<>();
                            for (Long key : keys) {
                                endCheck.run();
                                LongPredicate others = others(key, filter).and(isMember);
                                found.put(key, connection(key, comparison, others, request));
                            }
                            return found;
                        }));
    }

    /** Accepts every country for a filter without a bloc. */
    private Uni<LongPredicate> members(AlignmentFilter filter) {
        return filter.bloc() == null
                ? Uni.createFrom().item(country -> true)
                : blocs.members(filter.bloc(), LocalDate.now(clock)).map(members -> members::contains);
    }

    /**
     * Each pair of countries once, sorted by code.
     *
     * @param codes of countries of which each pair contains one at least; null for all pairs
     */
    Uni<List<Alignment>> pairs(List<String> codes, AlignmentFilter filter) {
        return members(filter)
                .chain(isMember -> compare(
                        filter,
                        comparison ->
                                comparison.nanosOfCountry() * countries.all().size(),
                        comparison -> pairs(codes, filter, isMember, comparison)));
    }

    private List<Alignment> pairs(
            List<String> codes, AlignmentFilter filter, LongPredicate isMember, CountryComparison comparison) {
        Runnable endCheck = RequestReads.endCheck();
        List<Country> all = countries.all().stream()
                .sorted(Comparator.comparing(Country::getCode))
                .toList();
        Set<Long> chosen = codes == null ? null : new HashSet<>(List.of(countries.keys("country", codes)));
        List<Alignment> found = new ArrayList<>();
        for (Country one : all) {
            endCheck.run();
            boolean listed = isListed(one, filter) && isMember.test(one.key());
            if (chosen == null ? listed : chosen.contains(one.key())) {
                LongPredicate others = others(one.key(), filter).and(isMember);
                addPairs(one, all, chosen, others, comparison, found);
            }
        }
        return found;
    }

    private void addPairs(
            Country one,
            List<Country> all,
            Set<Long> chosen,
            LongPredicate others,
            CountryComparison comparison,
            List<Alignment> found) {
        for (Country other : all) {
            boolean listedBefore =
                    other.getCode().compareTo(one.getCode()) <= 0 && (chosen == null || chosen.contains(other.key()));
            if (!listedBefore && others.test(other.key())) {
                Alignment pair = alignment(comparison, one, other, comparison.between(one.key(), other.key()));
                if (pair != null) {
                    found.add(pair);
                }
            }
        }
    }

    /** With predecessors each seat counts once, under the country that has it now. */
    private static boolean isListed(Country country, AlignmentFilter filter) {
        return !filter.includePredecessors() || country.lastSeatHolder() == country;
    }

    /** By bloc. A bloc without a pair has null. */
    Uni<Map<Long, Double>> cohesions(Collection<Long> keys, AlignmentFilter filter) {
        Runnable endCheck = RequestReads.endCheck();
        return blocs.members(keys, LocalDate.now(clock))
                .chain(members -> compare(
                        filter,
                        comparison -> members.values().stream()
                                .mapToLong(comparison::nanosOfPairs)
                                .sum(),
                        comparison -> {
                            Map<Long, Double> found = new HashMap<>();
                            members.forEach((bloc, countries) -> {
                                endCheck.run();
                                found.put(bloc, comparison.cohesion(countries));
                            });
                            return found;
                        }));
    }

    /** @param nanos estimates how long the answer takes */
    private <T> Uni<T> compare(
            AlignmentFilter filter, ToLongFunction<CountryComparison> nanos, Function<CountryComparison, T> answer) {
        Runnable endCheck = RequestReads.endCheck();
        return countries.with(() -> positions.get().chain(matrix -> {
            // Looks up countries that another replica has recorded before their codes or names are needed.
            matrix.countries().forEach(countries::get);
            CountryComparison comparison =
                    new CountryComparison(filter.includePredecessors() ? withPredecessors(matrix) : matrix, filter);
            long estimated = nanos.applyAsLong(comparison);
            return estimated < WorkerOffload.LONG_NANOS
                    ? Uni.createFrom().item(() -> answer.apply(comparison))
                    : offload.run(estimated, () -> answer.apply(comparison.with(totals.get(comparison, endCheck))));
        }));
    }

    private PositionMatrix withPredecessors(PositionMatrix matrix) {
        List<Long> continuing = countries.all().stream()
                .filter(country -> !country.getSeatPredecessors().isEmpty())
                .map(Country::key)
                .toList();
        return matrix.filled(countries.seatHolders(continuing).byCountry());
    }

    /** Which countries a country is compared with. With predecessors each seat counts once, and not the country's own. */
    private LongPredicate others(long key, AlignmentFilter filter) {
        if (!filter.includePredecessors()) {
            return other -> other != key;
        }
        long seat = countries.get(key).lastSeatHolder().key();
        return other -> countries.get(other).lastSeatHolder().key() == other && other != seat;
    }

    private Connection<Alignment> connection(
            long key, CountryComparison comparison, LongPredicate others, PageRequest<Alignment> request) {
        Country country = countries.get(key);
        List<Alignment> all = comparison.ofCountry(key, others).entrySet().stream()
                .map(entry -> alignment(comparison, country, countries.get(entry.getKey()), entry.getValue()))
                .toList();
        CompletableFuture<Integer> count = CompletableFuture.completedFuture(all.size());
        return new Connection<>(Page.ofWhole(request, all), () -> count);
    }

    private static Alignment alignment(
            CountryComparison comparison, Country country, Country with, Similarity similarity) {
        return similarity == null ? null : new Alignment(comparison, country, with, similarity);
    }
}
