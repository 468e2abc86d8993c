package org.demarche.topic;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.demarche.graphql.limit.Cost;
import org.demarche.security.CurrentCaller;
import org.demarche.security.Role;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;

@GraphQLApi
@RegisterForReflection // Quarkus registers only Api classes with a @Query.
@NonBlocking
public class TopicMutationApi {

    private final CurrentCaller caller;
    private final RecordTopic recordTopic;

    TopicMutationApi(CurrentCaller caller, RecordTopic recordTopic) {
        this.caller = caller;
        this.recordTopic = recordTopic;
    }

    @Cost(weight = Cost.WRITE)
    @Mutation
    @Description("Records a topic. Needs the role editor.")
    public @NonNull Uni<TopicPayload> recordTopic(@NonNull @Description("The topic.") RecordTopicInput input) {
        return recordTopic.record(caller.require(Role.EDITOR), input);
    }
}
