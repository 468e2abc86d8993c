package org.demarche.event;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import org.demarche.country.Country;
import org.demarche.error.ClientErrorException;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ConnectionArguments;
import org.demarche.model.SymbolArgument;
import org.demarche.paging.PageRequest;
import org.demarche.source.CitedSource;
import org.demarche.topic.Topic;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Events, and the lists of events of other types. The related objects of an event are in {@link EventDetailApi}. */
@GraphQLApi
@NonBlocking
public class EventApi {

    private final EventRepository events;
    private final EventDetailRepository details;

    EventApi(EventRepository events, EventDetailRepository details) {
        this.events = events;
        this.details = details;
    }

    @Query
    @Description("One event, by its slug or by its symbol: set exactly one of them. Null if no event has it.")
    public Uni<Event> event(
            @Description("The event's slug.") String slug,
            @Description("The official symbol of what was decided, in any common spelling: A/RES/68/262, 68/262, "
                            + "A/RES/2758 (XXVI), S/RES/242. The session, the year and the letters of a part may be left out "
                            + "if only one event fits.")
                    String symbol) {
        if ((slug == null) == (symbol == null)) {
            throw ClientErrorException.invalid(
                    "slug, symbol",
                    slug == null ? "neither is set; set one of them" : "both are set; set only one of them");
        }
        return slug == null
                ? SymbolArgument.canonical(symbol).map(events::bySymbol).orElseGet(Uni.createFrom()::nullItem)
                : events.bySlug(slug);
    }

    @Cost(weight = Cost.PAGE, countWeight = 2500)
    @Query
    @Description("Events.")
    public @NonNull Uni<Connection<Event>> events(
            @Description("Which events; all when left out.") EventFilter filter,
            @DefaultValue("DATE_DESC") @Description("How they are sorted.") EventOrder orderBy,
            ConnectionArguments page) {
        EventFilter wanted = orNone(filter);
        EventOrder order = order(orderBy);
        PageRequest<Event> request = page.request(order.keyset("events"));
        return Connection.of(events.page(wanted, order, request), () -> events.count(wanted));
    }

    @Cost(weight = Cost.PAGE, countWeight = 500)
    @Description("The topic's events.")
    public @NonNull CompletionStage<Connection<Event>> events(
            @Source Topic topic,
            @Description("Which events; all when left out.") EventFilter filter,
            @DefaultValue("DATE_DESC") @Description("How they are sorted.") EventOrder orderBy,
            ConnectionArguments page,
            Context context) {
        EventFilter wanted = orNone(filter);
        EventOrder order = order(orderBy);
        PageRequest<Event> request = page.request(order.keyset("Topic.events", "et.day", "et.event_id"));
        return RequestDataLoaders.of(context)
                .loadConnection(
                        new EventsOfTopic(wanted),
                        request,
                        topic.key(),
                        keys -> events.pagesOfTopics(keys, wanted, order, request),
                        keys -> events.countsOfTopics(keys, wanted));
    }

    @Cost(weight = Cost.PAGE, countWeight = 500)
    @Description("Events in which the country took part.")
    public @NonNull CompletionStage<Connection<Event>> events(
            @Source Country country,
            @Description("Which events; all when left out.") EventFilter filter,
            @Description("The part that the country had; any when left out.") ParticipantRole role,
            @DefaultValue("DATE_DESC") @Description("How they are sorted.") EventOrder orderBy,
            ConnectionArguments page,
            Context context) {
        EventFilter wanted = orNone(filter);
        EventOrder order = order(orderBy);
        PageRequest<Event> request = page.request(order.keyset("Country.events"));
        return RequestDataLoaders.of(context)
                .loadConnection(
                        new EventsOfCountry(role, wanted),
                        request,
                        country.key(),
                        keys -> events.pagesOfCountries(keys, role, wanted, order, request),
                        keys -> events.countsOfCountries(keys, role, wanted));
    }

    @Cost(weight = Cost.PAGE, countWeight = 500)
    @Description("The events that cite the source, newest first.")
    public @NonNull CompletionStage<Connection<Event>> events(
            @Source CitedSource source, ConnectionArguments page, Context context) {
        PageRequest<Event> request = page.request(EventOrder.DATE_DESC.keyset("Source.events"));
        return RequestDataLoaders.of(context)
                .loadConnection(
                        Linked.OF_SOURCE,
                        request,
                        source.key(),
                        keys -> events.pagesOfSources(keys, request),
                        events::countsOfSources);
    }

    @Description("Events that led to this one, oldest first.")
    public @NonNull CompletionStage<List<@NonNull Event>> precededBy(@Source Event event, Context context) {
        return RequestDataLoaders.of(context).loadList(Linked.CAUSES, event.key(), details::causes);
    }

    @Description("Events that this one led to, oldest first.")
    public @NonNull CompletionStage<List<@NonNull Event>> followedBy(@Source Event event, Context context) {
        return RequestDataLoaders.of(context).loadList(Linked.EFFECTS, event.key(), details::effects);
    }

    private static EventFilter orNone(EventFilter filter) {
        return Objects.requireNonNullElse(filter, EventFilter.NONE);
    }

    private static EventOrder order(EventOrder asked) {
        return Objects.requireNonNullElse(asked, EventOrder.DATE_DESC);
    }

    private enum Linked {
        CAUSES,
        EFFECTS,
        OF_SOURCE
    }

    private record EventsOfTopic(EventFilter filter) {}

    private record EventsOfCountry(ParticipantRole role, EventFilter filter) {}
}
