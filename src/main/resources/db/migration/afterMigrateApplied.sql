-- Triggers keep up what is derived from the rows. They have to run also for bulk writes that check foreign keys once for
-- all rows, see the class ReferenceChecks: those set session_replication_role, with which only such triggers run. Here,
-- because it holds for the triggers of every migration, in whatever order they come.
do $$
declare
    command text;
begin
    for command in
        select format('alter table %s enable always trigger %I', t.tgrelid::regclass, t.tgname)
        from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal and t.tgenabled = 'O'
            -- Those of the partitions of a table follow it.
            and t.tgparentid = 0
    loop
        execute command;
    end loop;
end
$$;
