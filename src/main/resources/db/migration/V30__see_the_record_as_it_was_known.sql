-- The record as it was known at a moment: the schema "known" has a view of the same name for each table whose past is
-- kept. Whoever sets search_path to "known, public" and calls known.look_back_to reads by the same statements as in the
-- present what was committed until then.

-- Numbers of change sets are not in the order of their commits. What a commit saw is all up to the highest number that was
-- given by then, without the sets that were in progress.
alter table change_commit add column last_set bigint;

-- The change sets that were in progress while others were committed: at which positions.
create table change_overlap (
    change_set bigint    primary key references change_set,
    positions  int8range not null
);
create index change_overlap_by_positions on change_overlap using gist (positions);

update change_commit c set last_set = seen.last_set
from (select position, max(change_set) over (order by position) as last_set from change_commit) seen
where seen.position = c.position;

insert into change_overlap
select c.change_set, int8range(first.position, c.position)
from change_commit c cross join lateral (
    select min(o.position) as position from change_commit o where o.last_set >= c.change_set) first
where first.position < c.position;

alter table change_commit alter column last_set set not null;
create index change_commit_by_last_set on change_commit (last_set, position);

-- Runs while no other transaction commits. With the rights of the owner, which may read the sequence: it has counted the
-- sets that are still in progress as well.
create function note_overlap() returns trigger
    language plpgsql security definer
    set search_path = public, pg_temp
as
$$
declare
    overtaken bigint;
begin
    new.last_set := greatest(new.change_set, pg_sequence_last_value(pg_get_serial_sequence('change_set', 'id')::regclass));
    overtaken := (select min(c.position) from change_commit c where c.last_set >= new.change_set);
    -- Stricter transactions do not see what was committed since they began. From there on they count as in progress.
    if overtaken is null and current_setting('transaction_isolation') <> 'read committed' then
        overtaken := coalesce((select max(c.position) from change_commit c), -1);
    end if;
    if overtaken < new.position then
        insert into change_overlap values (new.change_set, int8range(overtaken, new.position));
    end if;
    return new;
end
$$;

create trigger note_overlap before insert on change_commit for each row execute function note_overlap();

-- The margin of an event follows from its stances, so a new one is no new version of the event. These are the former
-- ones, in their order.
create table event_margin_past (
    event_id      bigint not null,
    superseded_in bigint not null,
    ordinal       bigint not null generated always as identity,
    margin        int,
    primary key (event_id, superseded_in)
);

-- What a margin was within one transaction does not count, nor that of an event which the transaction has recorded.
create function keep_past_margin() returns trigger
    language plpgsql
as
$$
declare
    change_set constant bigint := current_change_set();
begin
    if old.changed_in <> change_set
        or exists (select from event_past p where p.id = old.id and p.superseded_in = change_set) then
        insert into event_margin_past (event_id, superseded_in, margin) values (old.id, change_set, old.margin)
        on conflict do nothing;
    end if;
    return null;
end
$$;

create function keep_past_margins() returns trigger
    language plpgsql
as
$$
begin
    insert into event_margin_past (event_id, superseded_in, margin) select id, current_change_set(), margin from event
    on conflict do nothing;
    return null;
end
$$;

create trigger keep_past_margin_updated after update on event for each row when (old.margin is distinct from new.margin)
    execute function keep_past_margin();
create trigger keep_past_margin_deleted after delete on event for each row execute function keep_past_margin();
create trigger keep_past_margins_truncated before truncate on event for each statement execute function keep_past_margins();

-- The other names of events, so that what was cited by one of them is found again.
alter table event_alias add column changed_in bigint not null default 0;
alter table event_alias alter column changed_in set default current_change_set();
create table event_alias_past (like event_alias, superseded_in bigint not null, primary key (scheme, value, changed_in));
create trigger mark_changed before update on event_alias for each row when (old.event_id <> new.event_id)
    execute function mark_changed();
create trigger keep_past_updated after update on event_alias referencing old table as old_rows new table as new_rows
    for each statement execute function
    keep_past('scheme, value, event_id, changed_in', 'n.scheme = o.scheme and n.value = o.value');
create trigger keep_past_deleted after delete on event_alias referencing old table as old_rows
    for each statement execute function
    keep_past('scheme, value, event_id, changed_in', 'n.scheme = o.scheme and n.value = o.value');
create trigger keep_past_truncated before truncate on event_alias
    for each statement execute function
    keep_past('scheme, value, event_id, changed_in', 'n.scheme = o.scheme and n.value = o.value');

-- The ways to past rows that grow in number. A list of the past is read in its order by these and by the indexes of the
-- present rows.
create index event_past_by_date on event_past (day, id);
create index event_past_by_title on event_past (title_key, id);
create index event_past_by_revision on event_past (revised_at, id);
create index event_past_by_slug on event_past (slug);
create index event_past_by_search on event_past using gin (search);
create index event_topic_past_by_date on event_topic_past (topic_id, day, event_id);
create index participation_past_of_country on participation_past (country_id, event_id);
create index event_link_past_by_cause on event_link_past (cause_id, effect_id);
create index event_source_past_by_source on event_source_past (source_id);
create index stance_past_on_event on stance_past (event_id, country_id, since_day);
create index stance_past_of_country on stance_past (country_id, since_day, id);
create index stance_past_by_since on stance_past (since_day, id);
create index stance_past_by_revision on stance_past (revised_at, id);
create index stance_source_past_by_source on stance_source_past (source_id);

create schema known;
grant usage on schema known to public;

-- The moment that the current transaction looks back to.
create function known.last_set() returns bigint
    language sql stable parallel safe
as 'select current_setting(''demarche.known_last_set'')::bigint';

create function known.sets_in_progress() returns bigint[]
    language sql stable parallel safe
as 'select current_setting(''demarche.known_in_progress'')::bigint[]';

-- To be called in a transaction of the isolation level "repeatable read" before anything else: what is committed later
-- would otherwise not be among the sets in progress. Null stands for the time before the first commit.
create function known.look_back_to(at_position bigint) returns void
    language plpgsql
as
$$
declare
    last_set bigint := -1;
begin
    if at_position is not null then
        select c.last_set into last_set from public.change_commit c where c.position = at_position;
        if not found then
            raise exception 'there is no commit at position %', at_position;
        end if;
    end if;
    perform set_config('demarche.known_last_set', last_set::text, true),
        set_config('demarche.known_in_progress',
            array(select o.change_set from public.change_overlap o where o.positions @> at_position)::text, true);
end
$$;

-- The position of the last commit until the time; null if there was none. What has not been committed when this is
-- called will be later than the time.
create function known.position_at(moment timestamptz) returns bigint
    language plpgsql
    set search_path = public
as
$$
begin
    if moment > clock_timestamp() then
        raise exception 'the time % is in the future', moment;
    end if;
    -- A transaction is given its time before its commit is visible, while it holds the lock.
    if not exists (select from change_commit where at > moment) then
        perform pg_advisory_xact_lock_shared(hashtext('demarche change order'));
    end if;
    return (select position from change_commit where at <= moment order by at desc, position desc limit 1);
end
$$;

-- Makes a view for each table with a past. To be called again by a migration that adds a column to one of them.
--
-- The margin is the first one that was superseded after the moment, else the present one.
--
-- The conditions stand above "union all", because PostgreSQL then reads both tables by their indexes, in the order of a
-- list. For present rows it leaves out the second condition. The first is a "case", because the planner expects that to
-- be true for half of the rows. Where all rows have one change set, as after an upgrade, it would expect "<> all" to be
-- true for none.
create function known.make_views() returns void
    language plpgsql
as
$$
declare
    versioned name;
    present text;
    past text;
    shown text;
begin
    for versioned in
        select left(p.relname, -5) from pg_class p join pg_class t on t.relname = left(p.relname, -5)
            and t.relnamespace = p.relnamespace
        where p.relnamespace = 'public'::regnamespace and p.relkind = 'r' and p.relname like '%\_past'
            and exists (select from pg_attribute where attrelid = t.oid and attname = 'changed_in')
    loop
        select string_agg(format('t.%I', a.attname), ', ' order by a.attnum),
               string_agg(case when versioned = 'event' and a.attname = 'margin' then
                   '(select e.margin from public.event e where e.id = p.id)'
                   else format('p.%I', a.attname) end, ', ' order by a.attnum),
               string_agg(case when versioned = 'event' and a.attname = 'margin' then
                   '(coalesce((select array[m.margin] from public.event_margin_past m where m.event_id = x.id'
                       ' and (m.superseded_in > (select known.last_set())'
                       ' or m.superseded_in = any((select known.sets_in_progress())::bigint[]))'
                       ' order by m.ordinal limit 1), array[x.margin]))[1] as margin'
                   else format('x.%I', a.attname) end, ', ' order by a.attnum)
        into present, past, shown
        from pg_attribute a
        where a.attrelid = format('public.%I', versioned)::regclass and a.attnum > 0 and not a.attisdropped;
        execute format('create or replace view known.%1$I with (security_invoker) as select %2$s from ('
            'select %3$s, null::bigint as superseded_in from public.%1$I t union all'
            ' select %4$s, p.superseded_in from public.%5$I p) x'
            ' where case when (select known.sets_in_progress() = ''{}'') then x.changed_in <= (select known.last_set())'
            ' else x.changed_in <= (select known.last_set())'
            ' and x.changed_in <> all((select known.sets_in_progress())::bigint[]) end'
            ' and (x.superseded_in is null or x.superseded_in > (select known.last_set())'
            ' or x.superseded_in = any((select known.sets_in_progress())::bigint[]))',
            versioned, shown, present, past, versioned || '_past');
        execute format('grant select on known.%I to public', versioned);
    end loop;
end
$$;

do 'begin perform known.make_views(); end';

-- As the functions of the same names in the schema public, which are bound to the tables there or would plan anew for
-- each reader of the present after one of the past.
create function known.event_of_symbol(written text) returns bigint
    language sql stable strict parallel safe
as $$
    select coalesce(
        (select id from known.event where symbol = written),
        (select min(id) from known.event
         where symbol >= written || '(' and symbol < written || ')' or symbol >= written || ' ' and symbol < written || '!'
         having count(*) = 1));
$$;

create function known.event_named(name text) returns bigint
    language sql stable strict parallel safe
as $$
    select coalesce(
        (select e.id from known.event e where coalesce(e.global_name, e.slug) = name),
        (select e.id from known.event e where e.slug = name),
        (select a.event_id from known.event_alias a
         where a.scheme = split_part(name, '/', 1) and a.value = substr(name, strpos(name, '/') + 1) and name like '%/%'),
        (select a.event_id from known.event_alias a where a.scheme = 'slug' and a.value = name));
$$;

-- The days on which stances begin only say where to look, so those of the present serve here too.
create function known.positions_in_force(of_topic bigint, on_day date, of_countries bigint[]) returns setof bigint
    language plpgsql stable parallel safe rows 200
    set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select latest.id
        from unnest(coalesce(of_countries, array(select id from known.country))) c(id) cross join lateral (
            select s.id
            from public.topic_stance_day d cross join lateral (
                select s.id from known.stance s
                where s.country_id = d.country_id and s.since_day = d.since_day and s.id <= d.last_id
                    and s.until_day > on_day
                    and (select true from known.event_topic et where et.event_id = s.event_id and et.topic_id = of_topic)
                order by s.id desc limit 1) s
            where d.topic_id = of_topic and d.country_id = c.id and d.since_day <= on_day
            order by d.since_day desc limit 1) latest;
end $$;

create function known.latest_years(query tsquery) returns tsquery
    language plpgsql stable strict parallel safe
    set plan_cache_mode = force_generic_plan
as $$
declare
    small constant int := 20000;
    enough constant int := 300;
    latest int;
    span int;
    matching int := 0;
    of_span tsquery;
    years tsquery;
begin
    if (select reltuples from pg_class where oid = 'public.event'::regclass) < small then
        return null;
    end if;
    latest := (select extract(year from max(day)) from known.event);
    foreach span in array array[1, 2, 4] loop
        select string_agg(format('''~%s''', lpad(year::text, 4, '0')), '|')::tsquery into of_span
        from generate_series(latest - span + 1, latest) year;
        years := coalesce(years || of_span, of_span);
        matching := matching + (
            select count(*) from known.event
            where search || array_to_tsvector(array['~' || left(date, 4)]) @@ (query && of_span));
        if matching >= enough then
            return years;
        end if;
        latest := latest - span;
    end loop;
    return null;
end $$;
