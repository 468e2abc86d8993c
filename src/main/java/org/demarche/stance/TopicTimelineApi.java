package org.demarche.stance;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import org.demarche.graphql.limit.Cost;
import org.demarche.graphql.loader.RequestDataLoaders;
import org.demarche.topic.Topic;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** How the positions on a topic have changed. */
@GraphQLApi
@RegisterForReflection // Quarkus registers only Api classes with a @Query.
@NonBlocking
public class TopicTimelineApi {

    private static final String TIMELINE = "timeline";

    private final TopicTimelineRepository timelines;

    TopicTimelineApi(TopicTimelineRepository timelines) {
        this.timelines = timelines;
    }

    /** The largest topic of the voting record has 1,300 votes on 500 days. */
    @Cost(weight = 20_000, assumedSize = 500)
    @Description(
            "Every day on which a position on the topic began or ended, be it with its country, oldest first, with the tally of that day: "
                    + "the same as tally(on:), for all days at once. Days in the future are among them if a position ends then.")
    public @NonNull CompletionStage<List<@NonNull TallyOnDay>> timeline(@Source Topic topic, Context context) {
        return RequestDataLoaders.of(context).loadList(TIMELINE, topic.key(), timelines::ofTopics);
    }
}
