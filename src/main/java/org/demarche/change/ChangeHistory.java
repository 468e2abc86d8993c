package org.demarche.change;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import org.demarche.database.KnownMoment;
import org.demarche.error.ClientErrorException;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ForwardArguments;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.paging.PageRequest;

/** The changes of single objects, oldest first. */
@Singleton
public class ChangeHistory {

    private final ChangeHistoryRepository repository;

    ChangeHistory(ChangeHistoryRepository repository) {
        this.repository = repository;
    }

    /** The history of an object in a response, read together with those of the others. */
    public CompletionStage<Connection<Change>> of(ChangedType type, long key, ForwardArguments page, Context context) {
        KnownMoment.requirePresent(type.node() + ".history");
        PageRequest<Change> request = page.request(ChangeHistoryRepository.OLDEST_FIRST);
        return RequestDataLoaders.of(context)
                .loadConnection(
                        new HistoryOf(type),
                        request,
                        key,
                        keys -> repository.pages(type, keys, request),
                        keys -> repository.counts(type, keys));
    }

    /** The history of everything that has or had the global id. */
    Uni<Connection<Change>> ofId(String id, ForwardArguments page) {
        PageRequest<Change> request = page.request(ChangeHistoryRepository.OLDEST_FIRST);
        Optional<GlobalId> parsed = GlobalId.parse(id);
        Optional<ChangedType> type = parsed.flatMap(found -> Arrays.stream(ChangedType.values())
                .filter(candidate -> candidate.node().equals(found.type()))
                .findFirst());
        if (type.isEmpty()) {
            throw unknown();
        }
        return keys(type.get(), parsed.get())
                .invoke(keys -> {
                    if (keys.isEmpty()) {
                        throw unknown();
                    }
                })
                .chain(keys -> Connection.of(
                        repository.page(type.get(), keys, request),
                        () -> repository.counts(type.get(), keys).map(counts -> counts.values().stream()
                                .mapToInt(Integer::intValue)
                                .sum())));
    }

    private Uni<List<Long>> keys(ChangedType type, GlobalId id) {
        return id.name() == null ? Uni.createFrom().item(List.of(id.key())) : repository.keys(type, id.name());
    }

    private static ClientErrorException unknown() {
        return ClientErrorException.notFound(
                "id",
                "no country, bloc, topic, event or stance has or had this id; take it from the object or a change");
    }

    private record HistoryOf(ChangedType type) {}
}
