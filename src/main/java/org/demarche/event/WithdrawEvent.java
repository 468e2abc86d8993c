package org.demarche.event;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.mutation.InputCheck;
import org.demarche.mutation.MutationTransaction;
import org.demarche.mutation.WithdrawInput;
import org.demarche.mutation.WithdrawPayload;
import org.demarche.security.Caller;

/** The mutation withdrawEvent. */
@Singleton
class WithdrawEvent {

    private final MutationTransaction transaction;
    private final EventWriteRepository writes;

    WithdrawEvent(MutationTransaction transaction, EventWriteRepository writes) {
        this.transaction = transaction;
        this.writes = writes;
    }

    Uni<WithdrawPayload> withdraw(Caller caller, WithdrawInput input) {
        return transaction.run(caller, input.reason(), () -> write(input), WithdrawPayload::new);
    }

    private Uni<String> write(WithdrawInput input) {
        InputCheck check = new InputCheck();
        GlobalId id = check.id(Event.TYPE, input.id());
        check.throwIfAny();
        check.reason(input.reason());
        return writes.lock(id).chain(event -> {
            if (event == null) {
                throw check.unknownId();
            }
            check.staleRevision(input.revision(), event);
            check.throwIfAny();
            return writes.withdraw(event.key()).replaceWith(event.getId());
        });
    }
}
