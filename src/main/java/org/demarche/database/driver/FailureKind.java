package org.demarche.database.driver;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

/** What a failed statement says about the database, whoever has wrapped the failure. */
public final class FailureKind {

    /** Of SQL states: the connection is broken. PgBouncer has no other for its own troubles. */
    private static final String CONNECTION_CLASS = "08";

    /** The server stops, has crashed, or starts; it has ended a session that was idle for too long. */
    private static final Set<String> CONNECTION_STATES = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

    private static final String TOO_MANY_CONNECTIONS = "53300";

    /** The transaction has got into another's way and is undone: serialization failure, deadlock. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    /** Written to a server that only reads: it was the first until another took its place. */
    private static final String READ_ONLY = "25006";

    private static final String CANCELLED = "57014";

    /** Tables, columns and functions that are not there. */
    private static final Set<String> UNKNOWN = Set.of("42P01", "42703", "42883", "42704");

    /** The client has no type for what becomes of statements on a connection that has just been closed. */
    private static final Set<String> CLOSED =
            Set.of("Connection is not active now", "Pending requests failed", "Connection was closed");

    /** Nor for a connection that did not get free in time. */
    private static final Set<String> WAITED = Set.of("Timeout");

    private FailureKind() {}

    /** The connection is of no more use, or there is none; whether the database is there is not said. */
    public static boolean isLostConnection(Throwable failure) {
        return any(
                failure,
                cause -> cause instanceof ConnectionFailedException
                        || cause instanceof ClosedConnectionException
                        || cause instanceof IOException
                        || says(cause, CLOSED)
                        || isAboutConnections(state(cause)));
    }

    /** Nothing of the transaction is kept, and the same once more may succeed. */
    public static boolean isUndone(Throwable failure) {
        return any(failure, cause -> CONFLICTS.contains(state(cause))) || isReadOnly(failure);
    }

    public static boolean isReadOnly(Throwable failure) {
        return any(failure, cause -> READ_ONLY.equals(state(cause)));
    }

    /** The database does what it can, and that is not enough. */
    public static boolean isOverload(Throwable failure) {
        return any(failure, cause -> cause instanceof ConnectionPoolTooBusyException || says(cause, WAITED));
    }

    /** A replica that follows has not come as far as the tables. */
    public static boolean isBehindTheTables(Throwable failure) {
        return any(failure, cause -> UNKNOWN.contains(state(cause)));
    }

    public static boolean isCancelled(Throwable failure) {
        return any(failure, cause -> CANCELLED.equals(state(cause)));
    }

    /** A server has refused something, and not because it stops or starts: so it is there. */
    public static boolean isFromServerThatRuns(Throwable failure) {
        return any(failure, cause -> {
            String state = state(cause);
            return state.equals(TOO_MANY_CONNECTIONS) || !state.isEmpty() && !isAboutConnections(state);
        });
    }

    /** Nothing has come, not even a refusal. */
    public static boolean isSilence(Throwable failure) {
        return any(failure, TimeoutException.class::isInstance);
    }

    private static boolean isAboutConnections(String state) {
        return state.startsWith(CONNECTION_CLASS)
                || CONNECTION_STATES.contains(state)
                || state.equals(TOO_MANY_CONNECTIONS);
    }

    private static boolean says(Throwable cause, Set<String> beginnings) {
        String message = cause.getMessage();
        return message != null
                && (cause instanceof NoStackTraceThrowable || cause instanceof VertxException)
                && beginnings.stream().anyMatch(message::startsWith);
    }

    /** Empty where the failure is none of the server's. */
    private static String state(Throwable cause) {
        String state = null;
        if (cause instanceof PgException refused) {
            state = refused.getSqlState();
        } else if (cause instanceof SQLException refused) {
            state = refused.getSQLState();
        }
        return state == null ? "" : state;
    }

    private static boolean any(Throwable failure, Predicate<Throwable> is) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(is);
    }
}
