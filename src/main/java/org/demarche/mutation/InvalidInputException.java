package org.demarche.mutation;

import java.util.List;

/** Rolls a transaction back because of what its caller can put right. */
public final class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<UserError> errors;
    private final transient Object current;

    /** @param current the object as it is, if the caller has read an earlier revision; else null */
    InvalidInputException(List<UserError> errors, Object current) {
        super(errors.toString(), null, false, false);
        this.errors = List.copyOf(errors);
        this.current = current;
    }

    List<UserError> errors() {
        return errors;
    }

    Object current() {
        return current;
    }
}
