package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.demarche.model.ResolutionSymbol;

/**
 * The slugs of votes: that of the resolution for the vote that adopted it, else that of the roll call's number. The vote that
 * adopted a resolution has its symbol too. Depends on what is stated, and not on the order of imports.
 */
final class VoteSlugs {

    private final Map<VoteEvent, String> slugs = new IdentityHashMap<>();
    private final Set<VoteEvent> owners = new HashSet<>();
    private final Set<String> takenSymbols = new HashSet<>();

    /**
     * @param events all that state one of the symbols
     * @param taken the slugs of other events
     * @param takenSymbols the symbols of other events
     */
    VoteSlugs(Collection<VoteEvent> events, Set<String> taken, Set<String> takenSymbols) {
        this.takenSymbols.addAll(takenSymbols);
        events.forEach(event -> this.takenSymbols.add(event.symbolOfRecord()));
        Map<ResolutionSymbol, List<VoteEvent>> claims = new HashMap<>();
        events.stream().filter(event -> event.after().symbol() != null).forEach(event -> claims.computeIfAbsent(
                        event.after().symbol(), symbol -> new ArrayList<>())
                .add(event));
        claims.values().forEach(claimants -> owner(claimants).ifPresent(owners::add));
        events.forEach(event -> slugs.put(event, slug(event, taken)));
    }

    /** All slugs that the event may get. */
    static Stream<String> candidates(VoteEvent event) {
        Stream<String> byNumber = Stream.of(event.after().slugByNumber());
        return event.after().symbol() == null
                ? byNumber
                : Stream.concat(byNumber, Stream.of(event.after().symbol().slug()));
    }

    String of(VoteEvent event) {
        return slugs.get(event);
    }

    /** Whether the event is the vote on the resolution that its symbol names. */
    boolean isOwner(VoteEvent event) {
        return owners.contains(event);
    }

    /** The symbol that the event will have; null for none. A symbol that a record has given to an event stays with it. */
    String symbol(VoteEvent event) {
        String symbol = owners.contains(event) ? event.after().symbol().toString() : null;
        boolean isFree = symbol != null && (symbol.equals(event.recordedSymbol()) || !takenSymbols.contains(symbol));
        return isFree ? symbol : event.symbolOfRecord();
    }

    /** Whether the event will have another slug or symbol than it has. */
    boolean changes(VoteEvent event) {
        return !of(event).equals(event.recordedSlug()) || !Objects.equals(symbol(event), event.recordedSymbol());
    }

    private String slug(VoteEvent event, Set<String> taken) {
        String slug = owners.contains(event)
                ? event.after().symbol().slug()
                : event.after().slugByNumber();
        return taken.contains(slug) ? event.after().slugByNumber() : slug;
    }

    /**
     * The vote in the best publication. The academic one has added votes on motions later, with higher numbers than the vote
     * on the resolution.
     */
    private static Optional<VoteEvent> owner(List<VoteEvent> claimants) {
        return claimants.stream()
                .filter(event -> !event.after().isOnPart())
                .min(Comparator.comparing(
                                (VoteEvent event) -> event.after().best().publication(), Comparator.reverseOrder())
                        .thenComparing(event -> event.after().best().number().length())
                        .thenComparing(event -> event.after().best().number()));
    }
}
