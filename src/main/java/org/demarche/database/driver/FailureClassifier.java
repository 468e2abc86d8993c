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
import org.demarche.model.SqlState;

/** What a failed statement says about the database. Each question is asked of the failure and of all its causes. */
public final class FailureClassifier {

    /** The server stops, has crashed or starts, or has ended a session that was idle for too long. */
    private static final Set<String> CONNECTION_ENDED = Set.of(
            SqlState.ADMIN_SHUTDOWN,
            SqlState.CRASH_SHUTDOWN,
            SqlState.CANNOT_CONNECT_NOW,
            SqlState.IDLE_SESSION_TIMEOUT,
            SqlState.IDLE_IN_TRANSACTION_SESSION_TIMEOUT);

    private static final Set<String> CONFLICT = Set.of(SqlState.SERIALIZATION_FAILURE, SqlState.DEADLOCK_DETECTED);

    private static final Set<String> UNDEFINED = Set.of(
            SqlState.UNDEFINED_TABLE,
            SqlState.UNDEFINED_COLUMN,
            SqlState.UNDEFINED_FUNCTION,
            SqlState.UNDEFINED_OBJECT);

    /**
     * If a connection has just been closed, the driver fails its statements with one of several exceptions. Only
     * {@link ClosedConnectionException} has a dedicated type; the others are recognised by the start of their messages
     * (https://github.com/eclipse-vertx/vertx-sql-client/issues/1674).
     */
    private static final Set<String> CLOSED =
            Set.of("Connection is not active now", "Pending requests failed", "Connection was closed");

    /**
     * No connection of the pool became free in time. The driver has no type for this either
     * (https://github.com/eclipse-vertx/vertx-sql-client/issues/1232).
     */
    private static final Set<String> POOL_TIMEOUT = Set.of("Timeout");

    private FailureClassifier() {}

    /** The connection broke or could not be made. Says nothing about whether the database is available. */
    public static boolean isLostConnection(Throwable failure) {
        return any(
                failure,
                cause -> cause instanceof ConnectionFailedException
                        || cause instanceof ClosedConnectionException
                        || cause instanceof IOException
                        || isDriverMessage(cause, CLOSED)
                        || isConnectionState(state(cause)));
    }

    /** The transaction was rolled back as a whole, and succeeds perhaps when it is repeated. */
    public static boolean isRolledBack(Throwable failure) {
        return any(failure, cause -> CONFLICT.contains(state(cause))) || isReadOnly(failure);
    }

    /** The statement writes and the server is read-only: it was the primary until another server was promoted. */
    public static boolean isReadOnly(Throwable failure) {
        return any(failure, cause -> SqlState.READ_ONLY_SQL_TRANSACTION.equals(state(cause)));
    }

    /** Another transaction has written a row that has the same key. */
    public static boolean isUniqueViolation(Throwable failure) {
        return any(failure, cause -> SqlState.UNIQUE_VIOLATION.equals(state(cause)));
    }

    /** Another transaction has been writing the same rows for too long. */
    public static boolean isLockTimeout(Throwable failure) {
        return any(failure, cause -> SqlState.LOCK_NOT_AVAILABLE.equals(state(cause)));
    }

    /** The database is available, but all connections are in use. */
    public static boolean isOverload(Throwable failure) {
        return any(
                failure,
                cause -> cause instanceof ConnectionPoolTooBusyException || isDriverMessage(cause, POOL_TIMEOUT));
    }

    /** A replica lacks a table, column or function: it has not replayed the latest migrations yet. */
    public static boolean isSchemaBehind(Throwable failure) {
        return any(failure, cause -> UNDEFINED.contains(state(cause)));
    }

    public static boolean isCancelled(Throwable failure) {
        return any(failure, cause -> SqlState.QUERY_CANCELED.equals(state(cause)));
    }

    /** A running server has refused something, for another reason than that it stops or starts. */
    public static boolean isFromRunningServer(Throwable failure) {
        return any(failure, cause -> {
            String state = state(cause);
            return state.equals(SqlState.TOO_MANY_CONNECTIONS) || !state.isEmpty() && !isConnectionState(state);
        });
    }

    /** There was no answer at all, not even a refusal. */
    public static boolean isTimeout(Throwable failure) {
        return any(failure, TimeoutException.class::isInstance);
    }

    private static boolean isConnectionState(String state) {
        return state.startsWith(SqlState.CONNECTION_EXCEPTION_CLASS)
                || CONNECTION_ENDED.contains(state)
                || state.equals(SqlState.TOO_MANY_CONNECTIONS);
    }

    private static boolean isDriverMessage(Throwable cause, Set<String> beginnings) {
        String message = cause.getMessage();
        return message != null
                && (cause instanceof NoStackTraceThrowable || cause instanceof VertxException)
                && beginnings.stream().anyMatch(message::startsWith);
    }

    /** Empty if the failure does not come from the server. */
    private static String state(Throwable cause) {
        String state = null;
        if (cause instanceof PgException error) {
            state = error.getSqlState();
        } else if (cause instanceof SQLException error) {
            state = error.getSQLState();
        }
        return state == null ? "" : state;
    }

    private static boolean any(Throwable failure, Predicate<Throwable> matches) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(matches);
    }
}
