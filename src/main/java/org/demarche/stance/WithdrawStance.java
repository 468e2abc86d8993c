package org.demarche.stance;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.mutation.InputCheck;
import org.demarche.mutation.MutationTransaction;
import org.demarche.mutation.WithdrawInput;
import org.demarche.mutation.WithdrawPayload;
import org.demarche.security.Caller;

/** The mutation withdrawStance. */
@Singleton
class WithdrawStance {

    private final MutationTransaction transaction;
    private final CountryDirectory countries;
    private final StanceWriteRepository writes;

    WithdrawStance(MutationTransaction transaction, CountryDirectory countries, StanceWriteRepository writes) {
        this.transaction = transaction;
        this.countries = countries;
        this.writes = writes;
    }

    Uni<WithdrawPayload> withdraw(Caller caller, WithdrawInput input) {
        return countries.with(() -> transaction.run(caller, input.reason(), () -> write(input), WithdrawPayload::new));
    }

    private Uni<String> write(WithdrawInput input) {
        InputCheck check = new InputCheck();
        GlobalId id = check.id(Stance.TYPE, input.id());
        check.throwIfAny();
        check.reason(input.reason());
        return writes.lock(id).chain(locked -> {
            if (locked == null) {
                throw check.unknownId();
            }
            check.staleRevision(input.revision(), locked.stance());
            check.throwIfAny();
            return writes.withdraw(locked.stance().key())
                    .replaceWith(locked.stance().getId());
        });
    }
}
