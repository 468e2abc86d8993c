package org.demarche.stance;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import org.demarche.change.Change;
import org.demarche.change.ChangeHistory;
import org.demarche.change.ChangedType;
import org.demarche.country.Country;
import org.demarche.event.Event;
import org.demarche.event.EventRepository;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.loader.DocumentFields;
import org.demarche.graphql.loader.EntityColumns;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ConnectionArguments;
import org.demarche.graphql.relay.ForwardArguments;
import org.demarche.paging.PageRequest;
import org.demarche.source.CitedSource;
import org.demarche.source.SourceRepository;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Stances, and the lists of stances of other types. Positions in force on a day are in {@link PositionInForceApi}. */
@GraphQLApi
@NonBlocking
public class StanceApi {

    private final StanceRepository stances;
    private final EventRepository events;
    private final SourceRepository sources;
    private final ChangeHistory history;

    StanceApi(StanceRepository stances, EventRepository events, SourceRepository sources, ChangeHistory history) {
        this.stances = stances;
        this.events = events;
        this.sources = sources;
        this.history = history;
    }

    @Cost(weight = Cost.PAGE, countWeight = 10_000)
    @Query
    @Description("Stances of all countries on all events.")
    public @NonNull Uni<Connection<Stance>> stances(
            @Description("Which stances; all when left out.") StanceFilter filter,
            @DefaultValue("SINCE_DESC") @Description("How they are sorted.") StanceOrder orderBy,
            ConnectionArguments page,
            Context context) {
        StanceFilter wanted = orNone(filter);
        StanceOrder order = order(orderBy);
        EntityColumns.Selected columns = columns(order, context);
        PageRequest<Stance> request = page.request(order.keyset("stances"));
        return Connection.of(stances.page(columns, wanted, order, request), () -> stances.count(wanted));
    }

    @Cost(weight = Cost.PAGE, countWeight = 500)
    @Description("The country's stances.")
    public @NonNull CompletionStage<Connection<Stance>> stances(
            @Source Country country,
            @Description("Which stances; all when left out.") StanceFilter filter,
            @DefaultValue("SINCE_DESC") @Description("How they are sorted.") StanceOrder orderBy,
            ConnectionArguments page,
            Context context) {
        PageRequest<Stance> request = page.request(order(orderBy).keyset("Country.stances"));
        return nested(StanceParent.COUNTRY, country.key(), orNone(filter), order(orderBy), request, context);
    }

    @Description("The stances of countries on the event.")
    public @NonNull CompletionStage<Connection<Stance>> stances(
            @Source Event event,
            @Description("Which stances; all when left out.") StanceFilter filter,
            @DefaultValue("SINCE_DESC") @Description("How they are sorted.") StanceOrder orderBy,
            ConnectionArguments page,
            Context context) {
        PageRequest<Stance> request = page.request(order(orderBy).keyset("Event.stances"));
        return nested(StanceParent.EVENT, event.key(), orNone(filter), order(orderBy), request, context);
    }

    @Cost(weight = Cost.PAGE, countWeight = 500)
    @Description("The stances that cite the source, those that began last before the others.")
    public @NonNull CompletionStage<Connection<Stance>> stances(
            @Source CitedSource source, ConnectionArguments page, Context context) {
        PageRequest<Stance> request = page.request(StanceOrder.SINCE_DESC.keyset("Source.stances"));
        EntityColumns.Selected columns = Stance.COLUMNS.neededBy(DocumentFields.of(context));
        return RequestDataLoaders.of(context)
                .loadConnection(
                        Related.OF_SOURCE,
                        request,
                        source.key(),
                        keys -> stances.pagesOfSources(columns, keys, request),
                        stances::countsOfSources);
    }

    @Description("The event that the position is on.")
    public @NonNull CompletionStage<Event> event(@Source Stance stance, Context context) {
        EntityColumns.Selected columns = Event.COLUMNS.neededBy(DocumentFields.of(context));
        return RequestDataLoaders.of(context)
                .load(Related.EVENT, stance.eventKey(), keys -> events.byKeys(columns, keys));
    }

    @Description("Where the stance can be checked, the weightiest first.")
    public @NonNull CompletionStage<List<@NonNull CitedSource>> sources(@Source Stance stance, Context context) {
        return RequestDataLoaders.of(context).loadList(Related.SOURCES, stance.key(), sources::ofStances);
    }

    @Description("The changes of the stance, oldest first.")
    public @NonNull CompletionStage<Connection<Change>> history(
            @Source Stance stance, ForwardArguments page, Context context) {
        return history.of(ChangedType.STANCE, stance.key(), page, context);
    }

    private CompletionStage<Connection<Stance>> nested(
            StanceParent parent,
            long key,
            StanceFilter filter,
            StanceOrder order,
            PageRequest<Stance> request,
            Context context) {
        EntityColumns.Selected columns = columns(order, context);
        return RequestDataLoaders.of(context)
                .loadConnection(
                        new StancesOf(parent, filter),
                        request,
                        key,
                        keys -> stances.pages(columns, parent, keys, filter, order, request),
                        keys -> stances.counts(parent, keys, filter));
    }

    private static EntityColumns.Selected columns(StanceOrder order, Context context) {
        return order.byRevision() ? Stance.COLUMNS.all() : Stance.COLUMNS.neededBy(DocumentFields.of(context));
    }

    private static StanceFilter orNone(StanceFilter filter) {
        return Objects.requireNonNullElse(filter, StanceFilter.NONE);
    }

    private static StanceOrder order(StanceOrder asked) {
        return Objects.requireNonNullElse(asked, StanceOrder.SINCE_DESC);
    }

    /** Lists without arguments of their own. */
    private enum Related {
        EVENT,
        SOURCES,
        OF_SOURCE
    }

    private record StancesOf(StanceParent parent, StanceFilter filter) {}
}
