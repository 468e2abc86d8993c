package org.demarche.support;

/**
 * Counts the statements that PostgreSQL executes, from pg_stat_statements. Leaves out the check whether data have changed,
 * which runs twice a second at most, whatever the requests are.
 */
public final class StatementCounter {

    private static final String COUNT = "select coalesce(sum(calls), 0) from pg_stat_statements where toplevel"
            + " and query ~* '^\\s*(select|insert|update|delete|with)' and query !~ 'pg_stat_statements|country_version'";

    private StatementCounter() {}

    public static long during(Runnable work) {
        long before = BulkRecord.number(COUNT);
        work.run();
        return BulkRecord.number(COUNT) - before;
    }

    /** Only those whose text contains another. */
    public static long during(String text, Runnable work) {
        String count = COUNT + " and position('" + text + "' in query) > 0";
        long before = BulkRecord.number(count);
        work.run();
        return BulkRecord.number(count) - before;
    }
}
