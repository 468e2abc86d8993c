-- The feed of changes: what each change set did to countries, blocs, topics, events and stances, in this order and by their
-- keys; the sets in the order of their commits. A change of a set never becomes another one later: a version that is
-- superseded only moves to the table of the past.
create index country_past_by_beginning on country_past (changed_in, id);
create index bloc_past_by_beginning on bloc_past (changed_in, id);
create index topic_past_by_beginning on topic_past (changed_in, id);
create index event_past_by_beginning on event_past (changed_in, id);
create index stance_past_by_beginning on stance_past (changed_in, id);

-- What was withdrawn is found by its name.
create index event_past_by_name on event_past ((coalesce(global_name, slug)), id);
create index stance_past_of_event on stance_past (event_id, id);

-- The changes of one set after a type and a key. Types are numbered in their order. Stable: all statements in it see the
-- same data as the statement that calls it. Its plans must not depend on which set was asked for first.
do
$$
declare
    names constant text[] := array['country', 'bloc', 'topic', 'event', 'stance'];
    name text;
    body text := '';
begin
    foreach name in array names loop
        body := body || format($body$
    if after_type <= %2$s then
        lowest := case when after_type = %2$s then after_key else 0 end;
        return query
            select %2$s, v.id, case
                when not exists (select from %1$s_past p where p.id = v.id and p.superseded_in = of_set) then 'RECORDED'
                when v.held then 'REVISED' else 'WITHDRAWN' end
            from (
                (select n.id, true as held from %1$s n where n.changed_in = of_set and n.id > lowest
                 order by n.id limit remaining)
                union all
                (select n.id, true from %1$s_past n where n.changed_in = of_set and n.id > lowest
                 order by n.id limit remaining)
                union all
                (select n.id, false from %1$s_past n where n.superseded_in = of_set and n.id > lowest
                    and not exists (select from %1$s s where s.id = n.id and s.changed_in = of_set)
                    and not exists (select from %1$s_past s where s.id = n.id and s.changed_in = of_set)
                 order by n.id limit remaining)) v
            order by v.id limit remaining;
        get diagnostics found = row_count;
        remaining := remaining - found;
        if remaining = 0 then
            return;
        end if;
    end if;
$body$, name, array_position(names, name));
    end loop;
    execute format($function$
create function changes_in(of_set bigint, after_type int, after_key bigint, at_most int)
    returns table (type int, key bigint, kind text)
    language plpgsql stable rows 100
    set plan_cache_mode = force_generic_plan
as
$definition$
declare
    remaining int := at_most;
    found int;
    lowest bigint;
begin
%s
end
$definition$
$function$, body);
end
$$;

-- The changes of all sets after a place in the feed. Reads the commits one by one, and no more than it needs.
create function changes_after(after_position bigint, after_type int, after_key bigint, at_most int)
    returns table (place bigint, at timestamptz, change_set bigint, type int, key bigint, kind text)
    language plpgsql stable rows 250
as
$$
declare
    commit record;
    remaining int := at_most;
    found int;
begin
    for commit in
        select c.position, c.at, c.change_set from change_commit c where c.position >= after_position order by c.position
    loop
        return query
            select commit.position, commit.at, commit.change_set, i.type, i.key, i.kind
            from changes_in(commit.change_set,
                case when commit.position = after_position then after_type else 0 end,
                case when commit.position = after_position then after_key else 0 end, remaining) i;
        get diagnostics found = row_count;
        remaining := remaining - found;
        exit when remaining <= 0;
    end loop;
end
$$;

-- The name in the global id, also of what has been withdrawn. It is that of all versions.
create function name_of_changed(of_type int, of_key bigint) returns text
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
as
$$
declare
    stance record;
begin
    case of_type
        when 1 then return coalesce((select c.code from country c where c.id = of_key),
            (select c.code from country_past c where c.id = of_key order by c.changed_in desc limit 1));
        when 2 then return coalesce((select b.code from bloc b where b.id = of_key),
            (select b.code from bloc_past b where b.id = of_key order by b.changed_in desc limit 1));
        when 3 then return coalesce((select t.slug from topic t where t.id = of_key),
            (select t.slug from topic_past t where t.id = of_key order by t.changed_in desc limit 1));
        when 4 then return coalesce((select coalesce(e.global_name, e.slug) from event e where e.id = of_key),
            (select coalesce(e.global_name, e.slug) from event_past e where e.id = of_key order by e.changed_in desc limit 1));
        else
            select s.event_id, s.country_id, s.since_day, s.global_name into stance from stance s where s.id = of_key;
            if not found then
                select s.event_id, s.country_id, s.since_day, s.global_name into stance
                from stance_past s where s.id = of_key order by s.changed_in desc limit 1;
            end if;
            return name_of_changed(4, stance.event_id) || '/' || coalesce(stance.global_name,
                name_of_changed(1, stance.country_id) || '/' || to_char(stance.since_day, 'YYYY-MM-DD'));
    end case;
end
$$;
