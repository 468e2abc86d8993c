-- The stances of each event by the event's key. With all of them in one join, PostgreSQL sometimes read the whole table,
-- because it does not know how few the new links are.
create or replace function note_days_of_topics() returns trigger
    language plpgsql
as
$$
begin
    perform from event e where e.id in (select event_id from new_rows) order by e.id for update;
    insert into topic_stance_day as noted (topic_id, country_id, since_day, last_id)
    select n.topic_id, s.country_id, s.since_day, max(s.last_id)
    from new_rows n cross join lateral (
        select s.country_id, s.since_day, max(s.id) as last_id
        from stance s where s.event_id = n.event_id group by s.country_id, s.since_day offset 0) s
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (topic_id, country_id, since_day) do update set last_id = excluded.last_id
        where noted.last_id < excluded.last_id;
    return null;
end
$$;

-- As before, but a name that is written with a stance is kept: an exported record has the names of its stances.
create or replace function give_free_global_name() returns trigger
    language plpgsql
as
$$
declare
    taken record;
    number int;
begin
    -- Nearly always there is none.
    if not exists (select from stance
                   where global_name is not null and event_id = any(array(select distinct event_id from new_rows))) then
        return null;
    end if;
    for taken in
        select n.id, n.event_id, s.global_name from new_rows n join stance s on s.event_id = n.event_id
        where n.global_name is null and s.global_name = name_on_event(n.country_id, n.since_day)
    loop
        number := 2;
        while exists (select from stance s
                      where s.event_id = taken.event_id and s.global_name = taken.global_name || '/' || number) loop
            number := number + 1;
        end loop;
        update stance set global_name = taken.global_name || '/' || number where id = taken.id;
    end loop;
    return null;
end
$$;
