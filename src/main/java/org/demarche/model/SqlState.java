package org.demarche.model;

/**
 * The SQLSTATE codes that the service distinguishes, by the condition names of PostgreSQL's documentation, appendix
 * "PostgreSQL Error Codes".
 */
public final class SqlState {

    /** A class of codes: the first two characters. PgBouncer reports its own errors with a code of this class. */
    public static final String CONNECTION_EXCEPTION_CLASS = "08";

    /** A class of codes: the first two characters. */
    public static final String INVALID_AUTHORIZATION_SPECIFICATION_CLASS = "28";

    /** A class of codes: the first two characters. */
    public static final String INVALID_CATALOG_NAME_CLASS = "3D";

    public static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";
    public static final String UNIQUE_VIOLATION = "23505";
    public static final String READ_ONLY_SQL_TRANSACTION = "25006";
    public static final String IDLE_IN_TRANSACTION_SESSION_TIMEOUT = "25P03";
    public static final String SERIALIZATION_FAILURE = "40001";
    public static final String DEADLOCK_DETECTED = "40P01";
    public static final String INSUFFICIENT_PRIVILEGE = "42501";
    public static final String UNDEFINED_COLUMN = "42703";
    public static final String UNDEFINED_OBJECT = "42704";
    public static final String UNDEFINED_FUNCTION = "42883";
    public static final String UNDEFINED_TABLE = "42P01";
    public static final String TOO_MANY_CONNECTIONS = "53300";
    public static final String LOCK_NOT_AVAILABLE = "55P03";
    public static final String QUERY_CANCELED = "57014";
    public static final String ADMIN_SHUTDOWN = "57P01";
    public static final String CRASH_SHUTDOWN = "57P02";
    public static final String CANNOT_CONNECT_NOW = "57P03";
    public static final String IDLE_SESSION_TIMEOUT = "57P05";

    private SqlState() {}
}
