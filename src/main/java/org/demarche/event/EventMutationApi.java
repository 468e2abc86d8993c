package org.demarche.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.demarche.graphql.limit.Cost;
import org.demarche.mutation.WithdrawInput;
import org.demarche.mutation.WithdrawPayload;
import org.demarche.security.CurrentCaller;
import org.demarche.security.Role;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;

@GraphQLApi
@RegisterForReflection // Quarkus registers only Api classes with a @Query.
@NonBlocking
public class EventMutationApi {

    private final CurrentCaller caller;
    private final RecordEvent recordEvent;
    private final ReviseEvent reviseEvent;
    private final WithdrawEvent withdrawEvent;

    EventMutationApi(
            CurrentCaller caller, RecordEvent recordEvent, ReviseEvent reviseEvent, WithdrawEvent withdrawEvent) {
        this.caller = caller;
        this.recordEvent = recordEvent;
        this.reviseEvent = reviseEvent;
        this.withdrawEvent = withdrawEvent;
    }

    @Cost(weight = Cost.WRITE)
    @Mutation
    @Description("Records an event. Needs the role editor.")
    public @NonNull Uni<EventPayload> recordEvent(@NonNull @Description("The event.") RecordEventInput input) {
        return recordEvent.record(caller.require(Role.EDITOR), input);
    }

    @Cost(weight = Cost.WRITE)
    @Mutation
    @Description("Revises an event. Needs the role editor.")
    public @NonNull Uni<EventPayload> reviseEvent(
            @NonNull @Description("The event and its new values.") ReviseEventInput input) {
        return reviseEvent.revise(caller.require(Role.EDITOR), input);
    }

    @Cost(weight = Cost.WRITE)
    @Mutation
    @Description("Withdraws an event and all stances on it. Needs the role curator.")
    public @NonNull Uni<WithdrawPayload> withdrawEvent(@NonNull @Description("The event.") WithdrawInput input) {
        return withdrawEvent.withdraw(caller.require(Role.CURATOR), input);
    }
}
