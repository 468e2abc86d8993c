package org.demarche.attack;

import java.util.function.Predicate;

import org.demarche.error.ErrorCode;

/**
 * What an attacker gets.
 *
 * @param text for the manual
 */
record Outcome(String text, Predicate<RawAnswer> matches) {

    static final Outcome CLOSED = new Outcome("connection closed", RawAnswer::isClosed);
    static final Outcome DATA = new Outcome(
            "its data",
            answer -> answer.status() == 200
                    && answer.text().contains("\"data\"")
                    && !answer.text().contains("\"errors\""));
    static final Outcome LIMIT_EXCEEDED = code(400, ErrorCode.LIMIT_EXCEEDED);
    static final Outcome INVALID_QUERY = code(400, ErrorCode.INVALID_QUERY);
    /** 200 if a field found it, after the request had been accepted. */
    static final Outcome INVALID_ARGUMENT = accepted(ErrorCode.INVALID_ARGUMENT);

    static final Outcome INVALID_CURSOR = accepted(ErrorCode.INVALID_CURSOR);
    /** 200 if a field found it, as that of a mutation does. */
    static final Outcome UNAUTHENTICATED = new Outcome(
            ErrorCode.UNAUTHENTICATED.name(),
            code(200, ErrorCode.UNAUTHENTICATED)
                    .or(code(401, ErrorCode.UNAUTHENTICATED))
                    .matches());

    static final Outcome INVALID_REQUEST = code(400, ErrorCode.INVALID_REQUEST);

    /** Refused for the time being: so many requests at once are too many, whatever they are. */
    static final Outcome BUSY = new Outcome("503 or 429", answer -> answer.status() == 503 || answer.status() == 429);

    private static Outcome accepted(ErrorCode code) {
        return new Outcome(code.name(), code(200, code).or(code(400, code)).matches());
    }

    static Outcome code(int status, ErrorCode code) {
        return new Outcome(
                status + " " + code,
                answer -> answer.status() == status && answer.text().contains("\"code\":\"" + code + "\""));
    }

    /** With a coded error in JSON. */
    static Outcome status(int status) {
        return new Outcome(
                Integer.toString(status),
                answer -> answer.status() == status && answer.text().contains("\"code\":\"INVALID_REQUEST\""));
    }

    Outcome or(Outcome other) {
        return new Outcome(text + " or " + other.text, matches.or(other.matches));
    }
}
