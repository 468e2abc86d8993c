package org.demarche;

/** Counts the statements that PostgreSQL has executed for the service, by its own statistics. */
public final class Statements {

    private static final String COUNT = "select coalesce(sum(calls), 0) from pg_stat_statements where toplevel"
            + " and query ~* '^\\s*(select|insert|update|delete|with)' and query !~ 'pg_stat_statements'";

    private Statements() {}

    public static long during(Runnable work) {
        long before = Bulk.number(COUNT);
        work.run();
        return Bulk.number(COUNT) - before;
    }
}
