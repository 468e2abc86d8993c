package org.demarche.support;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.demarche.error.ClientErrorException;
import org.demarche.error.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Assertions about errors of a client. */
public final class ClientErrors {

    private ClientErrors() {}

    public static AbstractThrowableAssert<?, ?> assertRefused(ErrorCode code, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(ClientErrorException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code));
    }
}
