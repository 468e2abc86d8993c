package org.demarche.database.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PasswordUtil;

/** Creates the role of the service, which is no superuser. */
record ServiceRole(int port, PasswordFile passwords) {

    private static final String CREATE = """
            do $$ begin
                if not exists (select from pg_roles where rolname = 'demarche') then
                    create role demarche;
                end if;
            end $$;
            alter role demarche with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '%s';
            alter database postgres owner to demarche;
            grant set on parameter session_replication_role to demarche""";

    /**
     * Earlier versions created everything as the superuser. REASSIGN OWNED refuses that role, because it also owns the
     * system's objects. What belongs to an extension, to a table's column or to a table's row type follows its owner.
     */
    private static final String TAKE_OVER = """
            do $$
            declare command text;
            begin
                for command in
                    with found(class, id, kind, name) as (
                        select 'pg_class'::regclass, oid,
                               case relkind when 'S' then 'sequence' when 'v' then 'view'
                                            when 'm' then 'materialized view' when 'c' then 'type' else 'table' end,
                               oid::regclass::text
                        from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'S', 'v', 'm', 'c')
                        union all
                        select 'pg_type'::regclass, oid, case typtype when 'd' then 'domain' else 'type' end, oid::regtype::text
                        from pg_type where typnamespace = 'public'::regnamespace and typtype in ('d', 'e')
                        union all
                        select 'pg_proc'::regclass, oid, 'routine', oid::regprocedure::text
                        from pg_proc where pronamespace = 'public'::regnamespace
                        union all
                        select 'pg_ts_config'::regclass, oid, 'text search configuration', oid::regconfig::text
                        from pg_ts_config where cfgnamespace = 'public'::regnamespace
                        union all
                        select 'pg_ts_dict'::regclass, oid, 'text search dictionary', oid::regdictionary::text
                        from pg_ts_dict where dictnamespace = 'public'::regnamespace)
                    select format('alter %s %s owner to demarche', kind, name)
                    from found
                    where not exists (
                        select from pg_depend d
                        where d.classid = found.class and d.objid = found.id
                          and (d.deptype = 'e' or d.deptype in ('a', 'i') and d.refobjsubid > 0))
                loop
                    execute command;
                end loop;
            end $$""";

    /**
     * Safe to repeat: the password is stored when everything else is committed, so that a start that was killed before
     * is completed by the next one.
     */
    void create() throws IOException {
        String password = PasswordFile.generate();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Only a salted hash is sent: a failed statement is logged.
            statement.execute(CREATE.formatted(PasswordUtil.encodeScramSha256(password.toCharArray())));
            statement.execute(TAKE_OVER);
            connection.commit();
        } catch (SQLException failure) {
            throw new IOException("the role of the service cannot be created: " + failure.getMessage(), failure);
        }
        passwords.put(PasswordFile.SERVICE, password);
    }

    private Connection connect() throws IOException, SQLException {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setServerNames(new String[] {"127.0.0.1"});
        server.setPortNumbers(new int[] {port});
        server.setDatabaseName("postgres");
        return server.getConnection(
                PasswordFile.SUPERUSER,
                passwords.password(PasswordFile.SUPERUSER).orElseThrow());
    }
}
