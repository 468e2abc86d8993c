package org.demarche.country;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import org.demarche.database.KnownMoment;
import org.demarche.database.SharedRead;
import org.demarche.database.SnapshotRevision;
import org.demarche.graphql.federation.EntityLoader;
import org.demarche.graphql.relay.NodeLoader;
import org.demarche.model.CountryCode;

/**
 * All countries in memory, so that reading one costs no statement: they are few, change rarely and occur in almost every
 * response. Read again when their version in the database is another one, which is noticed within half a second of a
 * write by any process, and when a row refers to an unknown country.
 */
@Singleton // No client proxy: called for every row of a list.
public class CountryDirectory implements NodeLoader, EntityLoader {

    /** Each takes about 200 kB. */
    private static final int PAST_SNAPSHOTS = 20;

    private final CountryRepository repository;
    private final SnapshotRevision revision;
    private final AtomicReference<Snapshot> snapshot = new AtomicReference<>();
    private final SharedRead<Void> reload = new SharedRead<>(this::reload);

    /** By the position of a moment: a client that looks back asks more than once. */
    private final Cache<Long, Snapshot> past =
            Caffeine.newBuilder().maximumSize(PAST_SNAPSHOTS).build();

    CountryDirectory(CountryRepository repository, SnapshotRevision revision) {
        this.repository = repository;
        this.revision = revision;
    }

    /**
     * Runs a read that calls {@link #get}, with the current countries. If one is missing nevertheless, reads the countries
     * and runs the read again.
     */
    public <T> Uni<T> with(Supplier<Uni<T>> read) {
        KnownMoment moment = KnownMoment.current();
        if (moment != null) {
            return asKnownAt(moment).chain(read::get);
        }
        Snapshot latest = snapshot.get();
        return latest != null && latest.version.equals(revision.knownCountryVersion())
                ? withReloading(read)
                : update().chain(() -> withReloading(read));
    }

    /** Reads the countries as they were known at the moment that the current request looks back to. */
    private Uni<Snapshot> asKnownAt(KnownMoment moment) {
        Snapshot kept = moment.get(Snapshot.class);
        if (kept != null) {
            return Uni.createFrom().item(kept);
        }
        Snapshot cached = past.getIfPresent(moment.position());
        return (cached == null ? read(null) : Uni.createFrom().item(cached)).invoke(found -> {
            past.put(moment.position(), found);
            moment.keep(Snapshot.class, found);
        });
    }

    private <T> Uni<T> withReloading(Supplier<Uni<T>> read) {
        return Uni.createFrom()
                .deferred(read::get)
                .onFailure(UnknownCountryException.class)
                .recoverWithUni(() -> refresh().chain(read::get));
    }

    /** Reads the countries unless those in memory are current. Without the database, those in memory are good enough. */
    private Uni<Void> update() {
        UUID known = revision.knownCountryVersion();
        return (known == null
                        ? revision.fetchCountryVersion()
                        : Uni.createFrom().item(known))
                .onFailure(failure -> isLast(revision.lastCountryVersion()))
                .recoverWithItem(revision::lastCountryVersion)
                .chain(version -> isLast(version) ? Uni.createFrom().voidItem() : refresh());
    }

    private boolean isLast(UUID version) {
        Snapshot latest = snapshot.get();
        return latest != null && latest.version.equals(version);
    }

    /** Call inside {@link #with} only. */
    public Country get(long key) {
        Country country = current().byKey.get(key);
        if (country == null) {
            throw new UnknownCountryException(key);
        }
        return country;
    }

    public Collection<Country> all() {
        return current().byKey.values();
    }

    /** By any of its codes or abbreviations, in upper or lower case. Call inside {@link #with} only. */
    public Optional<Country> find(String code) {
        return Optional.ofNullable(current().byCode.get(CountryCode.normalized(code)));
    }

    /** The keys of the countries that the codes name. */
    public Long[] keys(String argument, List<String> codes) {
        return named(argument, codes).map(Country::key).toArray(Long[]::new);
    }

    /** The keys of the countries that the codes name, and of those whose seats they continue. */
    public Long[] keysWithPredecessors(String argument, List<String> codes) {
        return named(argument, codes)
                .flatMap(country -> country.seatHolders().stream())
                .map(Country::key)
                .distinct()
                .toArray(Long[]::new);
    }

    /** The keys of the countries in any of the regions or subregions. Case does not matter. */
    public Long[] keysOfRegions(List<String> regions) {
        Set<String> wanted = regions.stream().map(CountryDirectory::normalized).collect(Collectors.toSet());
        return all().stream()
                .filter(country ->
                        wanted.contains(normalized(country.region)) || wanted.contains(normalized(country.subregion)))
                .map(Country::key)
                .toArray(Long[]::new);
    }

    private static String normalized(String region) {
        return region == null ? null : region.strip().toLowerCase(Locale.ROOT);
    }

    private Stream<Country> named(String argument, List<String> codes) {
        Snapshot current = current();
        return CountryCode.checked(argument, codes).stream()
                .map(current.byCode::get)
                .filter(Objects::nonNull);
    }

    /** The keys of the countries that no longer exist on a day. Call inside {@link #with} only. */
    public Set<Long> keysOfEnded(LocalDate day) {
        return all().stream()
                .filter(country -> !country.existsOn(day))
                .map(Country::key)
                .collect(Collectors.toSet());
    }

    /** The countries that have ended or will end. Call inside {@link #with} only. */
    public List<Country> former() {
        return all().stream().filter(Country::isFormer).toList();
    }

    /** Call inside {@link #with} only. */
    public SeatHolders seatHolders(Collection<Long> keys) {
        return new SeatHolders(keys.stream().collect(Collectors.toMap(key -> key, key -> get(key).seatHolders().stream()
                .map(Country::key)
                .toList())));
    }

    @Override
    public String type() {
        return Country.TYPE;
    }

    @Override
    public Uni<Map<String, Country>> byGlobalNames(Collection<String> codes) {
        return with(() -> {
            Map<String, Country> found = new HashMap<>();
            for (String code : codes) {
                Country country = current().byCode.get(code);
                if (country != null && country.code.equals(code)) {
                    found.put(code, country);
                }
            }
            return Uni.createFrom().item(found);
        });
    }

    @Override
    public Uni<Map<Long, Country>> byKeys(Collection<Long> keys) {
        return with(() -> {
            Map<Long, Country> found = new HashMap<>(current().byKey);
            found.keySet().retainAll(keys);
            return Uni.createFrom().item(found);
        });
    }

    @Override
    public String keyField() {
        return "code";
    }

    @Override
    public Uni<Map<String, Country>> byNames(Collection<String> codes) {
        return with(() -> {
            Map<String, Country> found = new HashMap<>();
            codes.forEach(code -> find(code).ifPresent(country -> found.put(code, country)));
            return Uni.createFrom().item(found);
        });
    }

    public Uni<Void> refresh() {
        return reload.get();
    }

    /** The version first: countries that change while they are read are read again next time. */
    private Uni<Void> reload() {
        return revision.fetchCountryVersion()
                .chain(this::read)
                .invoke(snapshot::set)
                .replaceWithVoid();
    }

    private Uni<Snapshot> read(UUID version) {
        return repository
                .all()
                .chain(countries -> repository.successions().map(pairs -> Snapshot.of(version, countries, pairs)));
    }

    private Snapshot current() {
        KnownMoment moment = KnownMoment.current();
        if (moment != null) {
            return moment.get(Snapshot.class);
        }
        return Objects.requireNonNullElse(snapshot.get(), Snapshot.EMPTY);
    }

    private record Snapshot(UUID version, Map<Long, Country> byKey, Map<String, Country> byCode) {

        static final Snapshot EMPTY = new Snapshot(null, Map.of(), Map.of());

        static Snapshot of(UUID version, List<Country> countries, List<CountryRepository.Succession> successions) {
            Map<Long, Country> byKey = new HashMap<>();
            Map<String, Country> byCode = new HashMap<>();
            for (Country country : countries) {
                byKey.put(country.key(), country);
                byCode.put(country.code, country);
            }
            // A present country takes precedence over a former one with the same alpha-3 code.
            countries.stream().filter(c -> !c.isFormer()).forEach(c -> byCode.putIfAbsent(c.code3, c));
            countries.stream().filter(Country::isFormer).forEach(c -> byCode.putIfAbsent(c.code3, c));
            addAbbreviations(byCode, countries);
            byCode.remove(null);
            for (CountryRepository.Succession pair : successions) {
                link(byKey.get(pair.predecessor()), byKey.get(pair.successor()), pair.continuesSeat());
            }
            return new Snapshot(version, byKey, byCode);
        }

        /** An abbreviation that is somebody's code, or that of two countries, names none. */
        private static void addAbbreviations(Map<String, Country> byCode, List<Country> countries) {
            Map<String, List<Country>> abbreviated = new HashMap<>();
            countries.forEach(country -> country.abbreviations.forEach(
                    abbreviation -> abbreviated.merge(abbreviation, List.of(country), Snapshot::joined)));
            abbreviated.forEach((abbreviation, named) -> {
                if (named.size() == 1) {
                    byCode.putIfAbsent(abbreviation, named.get(0));
                }
            });
        }

        private static List<Country> joined(List<Country> some, List<Country> others) {
            return Stream.concat(some.stream(), others.stream()).toList();
        }

        private static void link(Country predecessor, Country successor, boolean continuesSeat) {
            if (predecessor == null || successor == null) {
                return; // Recorded after the countries were read: their version has changed.
            }
            predecessor.successors = joined(predecessor.successors, List.of(successor));
            successor.predecessors = joined(successor.predecessors, List.of(predecessor));
            if (continuesSeat) {
                predecessor.seatContinuedBy = successor;
            }
        }
    }

    private static final class UnknownCountryException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownCountryException(long key) {
            super("no country has the key " + key);
        }
    }
}
