package org.demarche.stance;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import org.demarche.bloc.BlocRepository;
import org.demarche.country.Country;
import org.demarche.error.ClientErrorException;
import org.demarche.event.Event;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ConnectionArguments;
import org.demarche.model.AsOf;
import org.demarche.model.BlocCode;
import org.demarche.paging.PageRequest;
import org.demarche.topic.Topic;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** Positions in force on a day, and tallies of them. */
@GraphQLApi
@RegisterForReflection // Quarkus registers only Api classes with a @Query.
@NonBlocking
public class PositionInForceApi {

    private final PositionInForceRepository positions;
    private final BlocRepository blocs;
    private final Clock clock;

    PositionInForceApi(PositionInForceRepository positions, BlocRepository blocs, Clock clock) {
        this.positions = positions;
        this.blocs = blocs;
        this.clock = clock;
    }

    @Cost(weight = 50)
    @Description("Where the country stood on a topic on a day: its latest stance in force on any event of the topic. "
            + "Null when it had none, and for a slug that names no topic.")
    public CompletionStage<Stance> positionOn(
            @Source Country country,
            @NonNull @Description("The topic's slug.") String topic,
            @Description("The day; today when left out.") LocalDate on,
            @DefaultValue("false")
                    @Description("Also of the country's seatPredecessors: the latest stance in force of any of them.")
                    Boolean includePredecessors,
            Context context) {
        LocalDate day = AsOf.orToday(on, clock);
        boolean withPredecessors = Boolean.TRUE.equals(includePredecessors);
        return RequestDataLoaders.of(context)
                .load(
                        new PositionOn(topic, day, withPredecessors),
                        country.key(),
                        keys -> withPredecessors
                                ? positions.positionsOfSeatsOn(topic, day, keys)
                                : positions.positionsOn(topic, day, keys));
    }

    @Cost(weight = 2000, countWeight = 2000)
    @Description("Each country's position on the topic on a day: its latest stance in force on any event of the "
            + "topic, in the order in which the countries came to them.")
    public @NonNull CompletionStage<Connection<Stance>> positions(
            @Source Topic topic,
            @Description("The day; today when left out.") LocalDate on,
            @Description("Which of the positions; all when left out.") StanceFilter filter,
            ConnectionArguments page,
            Context context) {
        LocalDate day = AsOf.orToday(on, clock);
        StanceFilter wanted = Objects.requireNonNullElse(filter, StanceFilter.NONE);
        PageRequest<Stance> request = page.request(PositionInForceRepository.BY_ARRIVAL);
        return RequestDataLoaders.of(context)
                .loadConnection(
                        new Positions(day, wanted),
                        request,
                        topic.key(),
                        keys -> positions.positions(keys, day, wanted, request),
                        keys -> positions.countPositions(keys, day, wanted));
    }

    @Cost(weight = 50)
    @Description("How many countries hold each position on the event on a day.")
    public @NonNull CompletionStage<Tally> tally(
            @Source Event event,
            @Description("The day; today when left out.") LocalDate on,
            @Description("The code of a bloc: only its members on that day; the world when left out.") String bloc,
            Context context) {
        LocalDate day = AsOf.orToday(on, clock);
        String code = code(bloc);
        return RequestDataLoaders.of(context)
                .load(
                        new EventTally(day, code),
                        event.key(),
                        keys -> ifKnown(code, () -> positions.talliesOfEvents(keys, day, code)));
    }

    @Cost(weight = 2000)
    @Description("How many countries hold each position on the topic on a day.")
    public @NonNull CompletionStage<Tally> tally(
            @Source Topic topic,
            @Description("The day; today when left out.") LocalDate on,
            @Description("The code of a bloc: only its members on that day; the world when left out.") String bloc,
            Context context) {
        LocalDate day = AsOf.orToday(on, clock);
        String code = code(bloc);
        return RequestDataLoaders.of(context)
                .load(
                        new TopicTally(day, code),
                        topic.key(),
                        keys -> ifKnown(code, () -> positions.talliesOfTopics(keys, day, code)));
    }

    private static String code(String bloc) {
        return bloc == null ? null : BlocCode.checked("bloc", bloc);
    }

    /** Rejects an unknown bloc: a tally is not nullable, and an empty one would look like a result. */
    private Uni<Map<Long, Tally>> ifKnown(String bloc, Supplier<Uni<Map<Long, Tally>>> tallies) {
        if (bloc == null) {
            return tallies.get();
        }
        return blocs.byCode(bloc).chain(found -> {
            if (found == null) {
                throw ClientErrorException.notFound(
                        "bloc", "no bloc has the code '%s'; blocs { nodes { code } } lists them".formatted(bloc));
            }
            return tallies.get();
        });
    }

    private record PositionOn(String topic, LocalDate day, boolean withPredecessors) {}

    private record Positions(LocalDate day, StanceFilter filter) {}

    private record EventTally(LocalDate day, String bloc) {}

    private record TopicTally(LocalDate day, String bloc) {}
}
