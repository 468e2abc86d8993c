-- The days on which stances of a country on events of a topic begin. Where a country stands on a topic is found by
-- walking back from the day asked about, whatever the number of events.
--
-- A row only tells where to look; the stances themselves decide. So a row that is no longer needed is harmless, and
-- nothing is deleted when stances end, move or go: a country's walk takes a step more. Only a missing row would hide a
-- stance.
create table topic_stance_day (
    topic_id   bigint not null,
    country_id bigint not null,
    since_day  date   not null,
    -- No stance of the country on the topic that begins on this day has a higher id.
    last_id    bigint not null,
    primary key (topic_id, country_id, since_day)
);

-- In the order of the keys, so that two writers wait for each other instead of blocking each other.
create function note_days_of_stances() returns trigger
    language plpgsql
as
$$
begin
    insert into topic_stance_day as noted (topic_id, country_id, since_day, last_id)
    select et.topic_id, s.country_id, s.since_day, max(s.id)
    from new_rows s join event_topic et on et.event_id = s.event_id
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (topic_id, country_id, since_day) do update set last_id = excluded.last_id
        where noted.last_id < excluded.last_id;
    return null;
end
$$;

create function note_days_of_changed_stances() returns trigger
    language plpgsql
as
$$
begin
    insert into topic_stance_day as noted (topic_id, country_id, since_day, last_id)
    select et.topic_id, s.country_id, s.since_day, max(s.id)
    from new_rows s
        left join old_rows o on o.id = s.id and o.event_id = s.event_id and o.country_id = s.country_id
            and o.since_day = s.since_day
        join event_topic et on et.event_id = s.event_id
    where o.id is null
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (topic_id, country_id, since_day) do update set last_id = excluded.last_id
        where noted.last_id < excluded.last_id;
    return null;
end
$$;

-- A transaction that adds a stance to the event at the same time sees neither the topic nor is it seen. It has locked
-- the event for its foreign key, so this waits until it has ended, and the next statement sees the stance. Whoever adds
-- a stance later waits for this transaction, and sees the topic.
create function note_days_of_topics() returns trigger
    language plpgsql
as
$$
begin
    perform from event e where e.id in (select event_id from new_rows) order by e.id for update;
    insert into topic_stance_day as noted (topic_id, country_id, since_day, last_id)
    select n.topic_id, s.country_id, s.since_day, max(s.id)
    from new_rows n join stance s on s.event_id = n.event_id
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (topic_id, country_id, since_day) do update set last_id = excluded.last_id
        where noted.last_id < excluded.last_id;
    return null;
end
$$;

create trigger note_inserted_days after insert on stance referencing new table as new_rows for each statement
    execute function note_days_of_stances();
create trigger note_updated_days after update on stance referencing old table as old_rows new table as new_rows for each statement
    execute function note_days_of_changed_stances();
create trigger note_inserted_days after insert on event_topic referencing new table as new_rows for each statement
    execute function note_days_of_topics();
create trigger note_updated_days after update on event_topic referencing new table as new_rows for each statement
    execute function note_days_of_topics();

insert into topic_stance_day
select et.topic_id, s.country_id, s.since_day, max(s.id)
from stance s join event_topic et on et.event_id = s.event_id
group by 1, 2, 3 order by 1, 2, 3;
analyze topic_stance_day;

-- The stances that count on a topic on a day: of each country the latest in force, and of those that began on one day
-- the one with the highest id. Null stands for all countries.
--
-- A function with a generic plan, for the plan must not depend on which topic was asked for first.
create function positions_in_force(of_topic bigint, on_day date, of_countries bigint[]) returns setof bigint
    language plpgsql stable parallel safe rows 200
    set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select latest.id
        from unnest(coalesce(of_countries, array(select id from country))) c(id) cross join lateral (
            select s.id
            from topic_stance_day d cross join lateral (
                select s.id from stance s
                where s.country_id = d.country_id and s.since_day = d.since_day and s.id <= d.last_id
                    and s.until_day > on_day
                    -- A subquery, not a join: a join may be turned round, and would lose the order.
                    and (select true from event_topic et where et.event_id = s.event_id and et.topic_id = of_topic)
                order by s.id desc limit 1) s
            where d.topic_id = of_topic and d.country_id = c.id and d.since_day <= on_day
            order by d.since_day desc limit 1) latest;
end $$;

-- For instances of the version before this one.
create or replace function standings(of_topic bigint, on_day date) returns setof bigint
    language sql stable parallel safe rows 200
as $$
    select positions_in_force(of_topic, on_day, null);
$$;
