package org.demarche.event;

import java.util.List;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.demarche.graphql.loader.Loads;
import org.demarche.source.Source;
import org.demarche.source.SourceRepository;
import org.demarche.topic.Topic;
import org.demarche.topic.TopicRepository;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;

/** What an event has besides its own columns: read for all events of an answer at once. */
@GraphQLApi
@NonBlocking
public class EventDetailApi {

    private final EventRepository events;
    private final TopicRepository topics;
    private final SourceRepository sources;

    EventDetailApi(EventRepository events, TopicRepository topics, SourceRepository sources) {
        this.events = events;
        this.topics = topics;
        this.sources = sources;
    }

    @Description("The topics that the event belongs to, by title.")
    public @NonNull Uni<List<List<@NonNull Topic>>> topics(
            @org.eclipse.microprofile.graphql.Source List<Event> parents) {
        return topics.ofEvents(keys(parents)).map(found -> Loads.inOrder(parents, Event::key, found));
    }

    @Description("The countries that took part, and their parts.")
    public @NonNull Uni<List<List<@NonNull Participation>>> participants(
            @org.eclipse.microprofile.graphql.Source List<Event> parents) {
        return events.participations(keys(parents)).map(found -> Loads.inOrder(parents, Event::key, found));
    }

    @Description("Where the event can be checked, the weightiest first.")
    public @NonNull Uni<List<List<@NonNull Source>>> sources(
            @org.eclipse.microprofile.graphql.Source List<Event> parents) {
        return sources.ofEvents(keys(parents)).map(found -> Loads.inOrder(parents, Event::key, found));
    }

    private static List<Long> keys(List<Event> parents) {
        return parents.stream().map(Event::key).distinct().toList();
    }
}
