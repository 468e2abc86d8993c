package org.demarche.mutation;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.ChangeAuthor;
import org.demarche.database.WriteTransaction;
import org.demarche.database.driver.FailureClassifier;
import org.demarche.security.Caller;

/** The transaction of one mutation. What its caller can put right rolls it back, and becomes a part of the payload. */
@Singleton
public class MutationTransaction {

    /** Each time another transaction may have been first with another name. */
    private static final int MAX_REPETITIONS = 5;

    private final WriteTransaction transaction;

    MutationTransaction(WriteTransaction transaction) {
        this.transaction = transaction;
    }

    /**
     * @param reason as the caller gave it; null if there is none
     * @param work writes, and returns what the payload shows. Repeated after a conflict, so it keeps no state
     * @param payload takes what the work returned, or null, and the errors
     */
    public <T, P> Uni<P> run(
            Caller caller, String reason, Supplier<Uni<T>> work, BiFunction<T, List<UserError>, P> payload) {
        // An invalid reason is one of the errors that the work finds.
        String valid = new InputCheck().reason(reason);
        return transaction
                .run(new ChangeAuthor(caller.name(), valid), work)
                .map(result -> payload.apply(result, List.of()))
                // Another transaction has taken the same name meanwhile: now the checks find it.
                .onFailure(FailureClassifier::isUniqueViolation)
                .retry()
                .atMost(MAX_REPETITIONS)
                .onFailure(InvalidInputException.class)
                .recoverWithItem(failure -> refused(failure, payload));
    }

    @SuppressWarnings("unchecked") // What is being revised is what the payload shows.
    private static <T, P> P refused(InvalidInputException invalid, BiFunction<T, List<UserError>, P> payload) {
        return payload.apply((T) invalid.current(), invalid.errors());
    }
}
