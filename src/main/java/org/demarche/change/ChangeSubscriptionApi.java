package org.demarche.change;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;

/** Tells clients of changes as they are committed. */
@GraphQLApi
@NonBlocking
public class ChangeSubscriptionApi {

    private final FollowedChanges changes;

    ChangeSubscriptionApi(FollowedChanges changes) {
        this.changes = changes;
    }

    @Subscription
    @NonNull
    @Description(
            "Every change from now on, on any instance. All given arguments must match. A topic or an event may be "
                    + "recorded later, so a slug that nothing has yet is no error.")
    public Multi<Change> changed(
            @Description("A topic's slug: its events and their stances, and the topic itself.") String topic,
            @Description(
                            "A country's code, in any spelling of country(code:): its stances, and events in which it takes part.")
                    String country,
            @Description("An event's slug: the event and its stances.") String event,
            @Description(
                            "A cursor of a change: begins with those after it instead of now, so that a client which comes back misses nothing.")
                    String after) {
        return changes.follow(topic, country, event, after);
    }
}
