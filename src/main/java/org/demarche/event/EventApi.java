package org.demarche.event;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import org.demarche.country.Country;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.paging.PageRequest;
import org.demarche.topic.Topic;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Events, and the lists of events of other objects. What an event has besides is in {@link EventDetailApi}. */
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

    @Query
    @Description("Events.")
    public @NonNull Uni<EventConnection> events(
            @Description("Which events; all when left out.") EventFilter filter,
            @DefaultValue("DATE_DESC") @Description("How they are sorted.") EventOrder orderBy,
            @Description("How many from the start, 1 to 100; 20 when left out.") Integer first,
            @Description("Only those behind this cursor.") String after,
            @Description("How many from the end, 1 to 100.") Integer last,
            @Description("Only those before this cursor.") String before) {
        EventFilter wanted = orNone(filter);
        PageRequest<Event> request = PageRequest.of(order(orderBy).keyset("events"), first, after, last, before);
        return events.page(wanted, request)
                .map(page ->
                        new EventConnection(page, () -> events.count(wanted).subscribeAsCompletionStage()));
    }

    @Description("The topic's events.")
    public @NonNull CompletionStage<EventConnection> events(
            @Source Topic topic,
            @Description("Which events; all when left out.") EventFilter filter,
            @DefaultValue("DATE_DESC") @Description("How they are sorted.") EventOrder orderBy,
            @Description("How many from the start, 1 to 100; 20 when left out.") Integer first,
            @Description("Only those behind this cursor.") String after,
            @Description("How many from the end, 1 to 100.") Integer last,
            @Description("Only those before this cursor.") String before,
            Context context) {
        EventFilter wanted = orNone(filter);
        PageRequest<Event> request = PageRequest.of(
                order(orderBy).keyset("Topic.events", "et.day", "et.event_id"), first, after, last, before);
        RequestDataLoaders loads = RequestDataLoaders.of(context);
        return loads.load(
                        new OfTopic(wanted, request), topic.key(), keys -> events.pagesOfTopics(keys, wanted, request))
                .thenApply(page -> new EventConnection(
                        page,
                        () -> loads.load(
                                new CountOfTopic(wanted), topic.key(), keys -> events.countsOfTopics(keys, wanted))));
    }

    @Description("Events in which the country took part.")
    public @NonNull CompletionStage<EventConnection> events(
            @Source Country country,
            @Description("Which events; all when left out.") EventFilter filter,
            @Description("The part that the country had; any when left out.") ParticipantRole role,
            @DefaultValue("DATE_DESC") @Description("How they are sorted.") EventOrder orderBy,
            @Description("How many from the start, 1 to 100; 20 when left out.") Integer first,
            @Description("Only those behind this cursor.") String after,
            @Description("How many from the end, 1 to 100.") Integer last,
            @Description("Only those before this cursor.") String before,
            Context context) {
        EventFilter wanted = orNone(filter);
        PageRequest<Event> request =
                PageRequest.of(order(orderBy).keyset("Country.events"), first, after, last, before);
        RequestDataLoaders loads = RequestDataLoaders.of(context);
        return loads.load(
                        new OfCountry(role, wanted, request),
                        country.key(),
                        keys -> events.pagesOfCountries(keys, role, wanted, request))
                .thenApply(page -> new EventConnection(
                        page,
                        () -> loads.load(
                                new CountOfCountry(role, wanted),
                                country.key(),
                                keys -> events.countsOfCountries(keys, role, wanted))));
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
        EFFECTS
    }

    private record OfTopic(EventFilter filter, PageRequest<Event> page) {}

    private record CountOfTopic(EventFilter filter) {}

    private record OfCountry(ParticipantRole role, EventFilter filter, PageRequest<Event> page) {}

    private record CountOfCountry(ParticipantRole role, EventFilter filter) {}
}
