package org.demarche.stance;

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
public class StanceMutationApi {

    private final CurrentCaller caller;
    private final RecordStance recordStance;
    private final ReviseStance reviseStance;
    private final WithdrawStance withdrawStance;

    StanceMutationApi(
            CurrentCaller caller, RecordStance recordStance, ReviseStance reviseStance, WithdrawStance withdrawStance) {
        this.caller = caller;
        this.recordStance = recordStance;
        this.reviseStance = reviseStance;
        this.withdrawStance = withdrawStance;
    }

    @Cost(weight = Cost.WRITE)
    @Mutation
    @Description("Records a stance. Needs the role editor.")
    public @NonNull Uni<StancePayload> recordStance(@NonNull @Description("The stance.") RecordStanceInput input) {
        return recordStance.record(caller.require(Role.EDITOR), input);
    }

    @Cost(weight = Cost.WRITE)
    @Mutation
    @Description("Revises a stance. Needs the role editor.")
    public @NonNull Uni<StancePayload> reviseStance(
            @NonNull @Description("The stance and its new values.") ReviseStanceInput input) {
        return reviseStance.revise(caller.require(Role.EDITOR), input);
    }

    @Cost(weight = Cost.WRITE)
    @Mutation
    @Description("Withdraws a stance. The one that it ended stays ended until that is revised. Needs the role curator.")
    public @NonNull Uni<WithdrawPayload> withdrawStance(@NonNull @Description("The stance.") WithdrawInput input) {
        return withdrawStance.withdraw(caller.require(Role.CURATOR), input);
    }
}
