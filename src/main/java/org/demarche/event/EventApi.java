package org.demarche.event;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import org.demarche.country.Country;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ConnectionArguments;
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

    EventApi(EventRepository events) {
        this.events = events;
    }

    @Query
    @Description("One event. Null for a slug that names none.")
    public Uni<Event> event(@NonNull @Description("The event's slug.") String slug) {
        return events.bySlug(slug);
    }

    @Cost(weight = Cost.PAGE, countWeight = 2500)
    @Query
    @Description("Events.")
    public @NonNull Uni<Connection<Event>> events(
            @Description("Which events; all when left out.") EventFilter filter,
            @DefaultValue("DATE_DESC") @Description("How they are sorted.") EventOrder orderBy,
            ConnectionArguments page) {
        EventFilter wanted = orNone(filter);
        PageRequest<Event> request = page.request(order(orderBy).keyset("events"));
        return Connection.of(events.page(wanted, request), () -> events.count(wanted));
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
        PageRequest<Event> request = page.request(order(orderBy).keyset("Topic.events", "et.day", "et.event_id"));
        return RequestDataLoaders.of(context)
                .loadConnection(
                        new EventsOfTopic(wanted),
                        request,
                        topic.key(),
                        keys -> events.pagesOfTopics(keys, wanted, request),
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
        PageRequest<Event> request = page.request(order(orderBy).keyset("Country.events"));
        return RequestDataLoaders.of(context)
                .loadConnection(
                        new EventsOfCountry(role, wanted),
                        request,
                        country.key(),
                        keys -> events.pagesOfCountries(keys, role, wanted, request),
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
        return RequestDataLoaders.of(context).loadList(Linked.CAUSES, event.key(), events::causes);
    }

    @Description("Events that this one led to, oldest first.")
    public @NonNull CompletionStage<List<@NonNull Event>> followedBy(@Source Event event, Context context) {
        return RequestDataLoaders.of(context).loadList(Linked.EFFECTS, event.key(), events::effects);
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
