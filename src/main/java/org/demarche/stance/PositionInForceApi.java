package org.demarche.stance;

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
import org.demarche.database.RequestDate;
import org.demarche.error.ClientErrorException;
import org.demarche.event.Event;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.loader.DocumentFields;
import org.demarche.graphql.loader.EntityColumns;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ConnectionArguments;
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

    private static final String BLOC = "The code of a bloc; all countries when left out. Only its members";
    private static final String REGION =
            "The English name of a UN M49 region or subregion, such as Asia or Southern Asia: only its countries.";

    private final PositionInForceRepository positions;
    private final BlocRepository blocs;
    private final RequestDate dates;

    PositionInForceApi(PositionInForceRepository positions, BlocRepository blocs, RequestDate dates) {
        this.positions = positions;
        this.blocs = blocs;
        this.dates = dates;
    }

    @Cost(weight = 50)
    @Description("Where the country stood on a topic on a day: its latest stance in force on any event of the topic. "
            + "Null when it had none or no longer existed, and for a slug that names no topic.")
    public CompletionStage<Stance> positionOn(
            @Source Country country,
            @NonNull @Description("The topic's slug.") String topic,
            @Description("The day; today when left out.") LocalDate on,
            @DefaultValue("false")
                    @Description("Also of the country's seatPredecessors: the latest stance in force of any of them.")
                    Boolean includePredecessors,
            Context context) {
        LocalDate day = dates.orToday(on);
        boolean withPredecessors = Boolean.TRUE.equals(includePredecessors);
        EntityColumns.Selected columns = Stance.COLUMNS.neededBy(DocumentFields.of(context));
        return RequestDataLoaders.of(context)
                .load(
                        new PositionOn(topic, day, withPredecessors),
                        country.key(),
                        keys -> withPredecessors
                                ? positions.positionsOfSeatsOn(columns, topic, day, keys)
                                : positions.positionsOn(columns, topic, day, keys));
    }

    @Cost(weight = 2000, countWeight = 2000)
    @Description("Each country's position on the topic on a day: its latest stance in force on any event of the "
            + "topic, in the order in which the countries came to them. A country that no longer exists on the day holds "
            + "none, and is listed with includePredecessors only.")
    public @NonNull CompletionStage<Connection<Stance>> positions(
            @Source Topic topic,
            @Description("The day; today when left out.") LocalDate on,
            @Description("Which of the positions; all when left out.") StanceFilter filter,
            ConnectionArguments page,
            Context context) {
        LocalDate day = dates.orToday(on);
        StanceFilter wanted = Objects.requireNonNullElse(filter, StanceFilter.NONE);
        PageRequest<Stance> request = page.request(PositionInForceRepository.BY_ARRIVAL);
        EntityColumns.Selected columns = Stance.COLUMNS.neededBy(DocumentFields.of(context));
        return RequestDataLoaders.of(context)
                .loadConnection(
                        new Positions(day, wanted),
                        request,
                        topic.key(),
                        keys -> positions.positions(columns, keys, day, wanted, request),
                        keys -> positions.countPositions(keys, day, wanted));
    }

    @Cost(weight = 50)
    @Description(
            "How many countries hold each position on the event. With on: the positions in force and the members on "
                    + "that day, of countries that exist then. Without: each country's latest position, whether or not it has ended, and members on the first day "
                    + "of that position.")
    public @NonNull CompletionStage<Tally> tally(
            @Source Event event,
            @Description("The day; when left out, each country's latest position counts.") LocalDate on,
            @Description(BLOC + " on that day, or else on the first day of their positions.") String bloc,
            @Description(REGION) String region,
            Context context) {
        TallyScope scope = TallyScope.checked(bloc, region);
        return RequestDataLoaders.of(context)
                .load(
                        new EventTally(on, scope),
                        event.key(),
                        keys -> ifKnown(scope, () -> positions.talliesOfEvents(keys, on, scope)));
    }

    @Cost(weight = 2000)
    @Description("How many countries hold each position on the topic on a day, as positions(on:) lists them.")
    public @NonNull CompletionStage<Tally> tally(
            @Source Topic topic,
            @Description("The day; today when left out.") LocalDate on,
            @Description(BLOC + " on that day.") String bloc,
            @Description(REGION) String region,
            Context context) {
        LocalDate day = dates.orToday(on);
        TallyScope scope = TallyScope.checked(bloc, region);
        return RequestDataLoaders.of(context)
                .load(
                        new TopicTally(day, scope),
                        topic.key(),
                        keys -> ifKnown(scope, () -> positions.talliesOfTopics(keys, day, scope)));
    }

    /** Rejects an unknown bloc: a tally is not nullable, and an empty one would look like a result. */
    private Uni<Map<Long, Tally>> ifKnown(TallyScope scope, Supplier<Uni<Map<Long, Tally>>> tallies) {
        if (scope.bloc() == null) {
            return tallies.get();
        }
        return blocs.byCode(scope.bloc()).chain(found -> {
            if (found == null) {
                throw ClientErrorException.notFound(
                        "bloc",
                        "no bloc has the code '%s'; blocs { nodes { code } } lists them".formatted(scope.bloc()));
            }
            return tallies.get();
        });
    }

    private record PositionOn(String topic, LocalDate day, boolean withPredecessors) {}

    private record Positions(LocalDate day, StanceFilter filter) {}

    private record EventTally(LocalDate day, TallyScope scope) {}

    private record TopicTally(LocalDate day, TallyScope scope) {}
}
