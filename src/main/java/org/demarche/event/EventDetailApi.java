package org.demarche.event;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import org.demarche.change.Change;
import org.demarche.change.ChangeHistory;
import org.demarche.change.ChangedType;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.graphql.relay.Connection;
import org.demarche.graphql.relay.ForwardArguments;
import org.demarche.source.CitedSource;
import org.demarche.source.SourceRepository;
import org.demarche.topic.Topic;
import org.demarche.topic.TopicRepository;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** The related objects of events, loaded for all events of a response together. */
@GraphQLApi
@RegisterForReflection // Quarkus registers only Api classes with a @Query.
@NonBlocking
public class EventDetailApi {

    private final EventDetailRepository details;
    private final TopicRepository topics;
    private final SourceRepository sources;
    private final ChangeHistory history;

    EventDetailApi(
            EventDetailRepository details, TopicRepository topics, SourceRepository sources, ChangeHistory history) {
        this.details = details;
        this.topics = topics;
        this.sources = sources;
        this.history = history;
    }

    @Description("The topics that the event belongs to, by title.")
    public @NonNull CompletionStage<List<@NonNull Topic>> topics(@Source Event event, Context context) {
        return RequestDataLoaders.of(context).loadList(Related.TOPICS, event.key(), topics::ofEvents);
    }

    @Description("The countries that took part, and their parts.")
    public @NonNull CompletionStage<List<@NonNull Participation>> participants(@Source Event event, Context context) {
        return RequestDataLoaders.of(context).loadList(Related.PARTICIPANTS, event.key(), details::participations);
    }

    @Description("Where the event can be checked, the weightiest first.")
    public @NonNull CompletionStage<List<@NonNull CitedSource>> sources(@Source Event event, Context context) {
        return RequestDataLoaders.of(context).loadList(Related.SOURCES, event.key(), sources::ofEvents);
    }

    @Description("The changes of the event, oldest first.")
    public @NonNull CompletionStage<Connection<Change>> history(
            @Source Event event, ForwardArguments page, Context context) {
        return history.of(ChangedType.EVENT, event.key(), page, context);
    }

    private enum Related {
        TOPICS,
        PARTICIPANTS,
        SOURCES
    }
}
