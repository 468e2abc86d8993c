-- Every change is kept: who made it, when, why, and what was there before. A change set is what one transaction has
-- changed. Its number is its own, not that of the transaction, because it must survive a dump and a restore.
create table change_set (
    id         bigint generated always as identity primary key,
    changed_by text        not null,
    reason     text,
    began_at   timestamptz not null default now()
);

-- The change sets in the order in which they were committed, which is not that of their numbers.
create table change_commit (
    position   bigint generated always as identity primary key,
    change_set bigint      not null unique references change_set,
    at         timestamptz not null
);
create index change_commit_by_time on change_commit (at, position);

-- What the record holds already was changed before changes were kept. A new database has no such set.
insert into change_set (id, changed_by, reason) overriding system value
select 0, 'upgrade', 'Recorded before changes were kept'
where exists (select from country) or exists (select from topic) or exists (select from bloc)
    or exists (select from source) or exists (select from event);
insert into change_commit (position, change_set, at) overriding system value
select 0, id, clock_timestamp() from change_set;

-- The change set of the current transaction, made when it is needed first. The service says who writes and why by
-- settings of the transaction.
create function current_change_set() returns bigint
    language plpgsql
as
$$
declare
    known text := current_setting('demarche.change_set', true);
begin
    if known <> '' then
        return known;
    end if;
    insert into change_set (changed_by, reason)
    values (coalesce(nullif(current_setting('demarche.changed_by', true), ''), 'database role ' || session_user),
        nullif(current_setting('demarche.change_reason', true), ''))
    returning id into known;
    perform set_config('demarche.change_set', known, true);
    return known;
end
$$;

-- Runs at the commit. Whoever has the lock commits before the next one gets a position, and the lock is released only
-- after the commit is visible. So a reader that has read up to a position has missed nothing before it.
create function commit_change_set() returns trigger
    language plpgsql
as
$$
declare
    latest timestamptz;
    placed bigint;
begin
    perform pg_advisory_xact_lock(hashtext('demarche change order'));
    -- The clock may have been set back. Stricter transactions do not see the latest commit; if they read here, each would
    -- fail that runs beside another.
    if current_setting('transaction_isolation') = 'read committed' then
        latest := (select at from change_commit order by position desc limit 1);
    end if;
    insert into change_commit (change_set, at) values (new.id, greatest(clock_timestamp(), latest))
    returning position into placed;
    perform pg_notify('demarche_changes', placed::text);
    return null;
end
$$;

create constraint trigger commit_change_set after insert on change_set deferrable initially deferred for each row
    execute function commit_change_set();

-- Of a row that is changed several times in a transaction only the last state counts.
create function mark_changed() returns trigger
    language plpgsql
as
$$
begin
    new.changed_in := current_change_set();
    return new;
end
$$;

-- Keeps what a statement replaces or deletes. Arguments: the columns of the table, and how the new row n of the old row o
-- is found.
--
-- Statements are planned each time, because one may write a row and the next one ten thousand.
create function keep_past() returns trigger
    language plpgsql
as
$$
declare
    from_rows text := 'old_rows';
    changed text := '';
begin
    if tg_op = 'TRUNCATE' then
        from_rows := quote_ident(tg_table_name);
    elsif not exists (select from old_rows) then
        return null;
    end if;
    if tg_op = 'UPDATE' then
        changed := ' and not exists (select from new_rows n where n.changed_in = o.changed_in and ' || tg_argv[1] || ')';
    end if;
    execute format(
        'insert into %I (%s, superseded_in) select %2$s, current_change_set() from %s o where o.changed_in <> $1%s',
        tg_table_name || '_past', tg_argv[0], from_rows, changed)
    using coalesce(nullif(current_setting('demarche.change_set', true), '')::bigint, -1);
    return null;
end
$$;

-- A change of links is one of the row that has them. Arguments: its table, the column with its key, and how the new link n
-- of the old link o is found.
create function mark_owner_changed() returns trigger
    language plpgsql
as
$$
declare
    change_set constant bigint := nullif(current_setting('demarche.change_set', true), '');
    changed text;
    owners bigint[];
    written boolean;
begin
    -- Otherwise nothing was written.
    if change_set is null then
        return null;
    end if;
    -- A cascade runs a statement for each row that it looks for links of.
    case tg_op
        when 'INSERT' then written := exists (select from new_rows);
        when 'TRUNCATE' then written := true;
        else written := exists (select from old_rows);
    end case;
    if not written then
        return null;
    end if;
    changed := case tg_op
        when 'INSERT' then 'select %2$I from new_rows'
        when 'DELETE' then 'select %2$I from old_rows'
        when 'TRUNCATE' then 'select %2$I from %3$I where superseded_in = $1'
        else 'select %2$I from new_rows where changed_in = $1 union select %2$I from old_rows o'
            ' where not exists (select from new_rows n where n.changed_in = o.changed_in and %4$s)'
    end;
    execute format('select array_agg(w.id order by w.id) from %1$I w where w.changed_in <> $1 and w.id in (' || changed || ')',
        tg_argv[0], tg_argv[1], tg_table_name || '_past', tg_argv[2])
    into owners using change_set;
    if owners is not null then
        -- In the order of the keys, so that two writers wait for each other instead of blocking each other.
        execute format('select from %I where id = any($1) order by id for no key update', tg_argv[0]) using owners;
        execute format('update %I set changed_in = $1 where id = any($2)', tg_argv[0]) using change_set, owners;
    end if;
    return null;
end
$$;

do
$$
declare
    versioned record;
    past text;
    columns text;
    written text;
    same text;
    arguments text;
    statement text;
begin
    for versioned in
        select * from (values
            ('country', 'id', null, null),
            ('country_succession', 'predecessor_id, successor_id', 'country', 'predecessor_id'),
            ('topic', 'id', null, null),
            ('bloc', 'id', null, null),
            ('membership', 'id', 'bloc', 'bloc_id'),
            ('source', 'id', null, null),
            ('event', 'id', null, null),
            ('event_topic', 'event_id, topic_id', 'event', 'event_id'),
            ('participation', 'event_id, country_id, role', 'event', 'event_id'),
            ('event_link', 'effect_id, cause_id', 'event', 'effect_id'),
            ('event_source', 'event_id, source_id', 'event', 'event_id'),
            ('stance', 'id', null, null),
            ('stance_source', 'stance_id, source_id', 'stance', 'stance_id')) v(name, key, owner, owner_key)
    loop
        past := versioned.name || '_past';
        execute format('alter table %I add column changed_in bigint not null default 0', versioned.name);
        execute format('alter table %I alter column changed_in set default current_change_set()', versioned.name);

        -- A row held from the commit of changed_in until that of superseded_in.
        execute format('create table %I (like %I, superseded_in bigint not null, primary key (%s, changed_in))',
            past, versioned.name, versioned.key);
        if versioned.name = 'event' then
            alter table event_past drop column margin;
        end if;

        -- Margins and names in global ids follow from other changes. What is generated follows from the other columns.
        select string_agg(quote_ident(attname), ', ' order by attnum),
               string_agg(format('old.%1$I is distinct from new.%1$I', attname), ' or ' order by attnum)
                   filter (where attgenerated = '' and attname not in ('changed_in', 'global_name'))
        into columns, written
        from pg_attribute
        where attrelid = versioned.name::regclass and attnum > 0 and not attisdropped
            and (versioned.name, attname) <> ('event', 'margin');
        same := replace(regexp_replace(versioned.key, '(\w+)', 'n.\1 = o.\1', 'g'), ', ', ' and ');

        execute format('create trigger mark_changed before update on %I for each row when (%s)'
            ' execute function mark_changed()', versioned.name, written);

        arguments := format('keep_past(%L, %L)', columns, same);
        foreach statement in array array[
            'updated after update on %I referencing old table as old_rows new table as new_rows',
            'deleted after delete on %I referencing old table as old_rows',
            'truncated before truncate on %I'] loop
            execute format('create trigger keep_past_' || statement || ' for each statement execute function ',
                versioned.name) || arguments;
        end loop;

        if versioned.owner is null then
            execute format('create index %I on %I (changed_in, id)', versioned.name || '_by_change', versioned.name);
            execute format('create index %I on %I (superseded_in, id)', past || '_by_change', past);
        else
            arguments := format('mark_owner_changed(%L, %L, %L)', versioned.owner, versioned.owner_key, same);
            foreach statement in array array[
                'inserted after insert on %I referencing new table as new_rows',
                'updated after update on %I referencing old table as old_rows new table as new_rows',
                'deleted after delete on %I referencing old table as old_rows',
                'truncated after truncate on %I'] loop
                execute format('create trigger mark_owner_' || statement || ' for each statement execute function ',
                    versioned.name) || arguments;
            end loop;
        end if;
    end loop;
end
$$;
