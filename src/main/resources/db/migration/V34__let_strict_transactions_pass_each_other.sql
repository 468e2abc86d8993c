-- A serializable transaction that reads the latest commits fails beside each other one that commits. So stricter
-- transactions read none: their sets count as in progress at all positions before their own, which is as true.
create or replace function note_overlap() returns trigger
    language plpgsql security definer
    set search_path = public, pg_temp
as
$$
declare
    overtaken bigint;
begin
    new.last_set := greatest(new.change_set, pg_sequence_last_value(pg_get_serial_sequence('change_set', 'id')::regclass));
    if current_setting('transaction_isolation') = 'read committed' then
        overtaken := (select min(c.position) from change_commit c where c.last_set >= new.change_set);
    else
        overtaken := -1;
    end if;
    if overtaken < new.position then
        insert into change_overlap values (new.change_set, int8range(overtaken, new.position));
    end if;
    return new;
end
$$;
