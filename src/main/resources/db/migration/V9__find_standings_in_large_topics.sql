-- The stances that count on a topic on a day: of each country the latest in force, and of those that began on one day
-- the one with the highest id.
--
-- A function, not one statement, because each step depends on what the one before has found. A small topic is read
-- whole. In a large one each country's stances are walked backwards from the last day on which anything on the topic
-- began; nearly always the first step finds the stance. Countries that are still without one after some steps, for
-- they stand on much but not on this, are looked up event by event.
--
-- The plans must not depend on which topic was asked for first, hence the generic ones.
create function standings(of_topic bigint, on_day date) returns setof bigint
    language plpgsql stable parallel safe rows 200
    set plan_cache_mode = force_generic_plan
as $$
declare
    small constant int := 5000;
    steps constant int := 50;
    events bigint[] := array(select et.event_id from event_topic et where et.topic_id = of_topic);
    last_begun date;
    found_ids bigint[];
    unsettled bigint[];
begin
    perform from stance s where s.event_id = any(events) offset small limit 1;
    if not found then
        return query
            select distinct on (s.country_id) s.id from stance s
            where s.event_id = any(events) and s.since_day <= on_day and s.until_day > on_day
            order by s.country_id, s.since_day desc, s.id desc;
        return;
    end if;

    -- Few stances begin after the topic's last event: only those are read to know when the last began.
    last_begun := (select max(et.day) from event_topic et where et.topic_id = of_topic and et.day <= on_day);
    last_begun := greatest(last_begun, (
        select max(later.since_day) from unnest(events) e(id) cross join lateral (
            select s.since_day from stance s
            where s.event_id = e.id and s.since_day > coalesce(last_begun, '-infinity') and s.since_day <= on_day
            offset 0) later));

    select array_agg(latest.id) filter (where latest.id is not null),
           array_agg(c.id) filter (where latest.id is null and exists (
               select from stance s where s.country_id = c.id and s.since_day <= last_begun
               order by s.since_day desc offset steps))
    into found_ids, unsettled
    from country c left join lateral (
        select s.id from (
            select s.id, s.event_id, s.until_day from stance s
            where s.country_id = c.id and s.since_day <= last_begun
            order by s.since_day desc, s.id desc limit steps) s
        -- A subquery, not a join: a join may be turned round, and would lose the order.
        where s.until_day > on_day
            and (select true from event_topic et where et.event_id = s.event_id and et.topic_id = of_topic)
        limit 1) latest on true;
    return query select unnest(found_ids);

    if unsettled is not null then
        return query
            select distinct on (s.country_id) s.id from stance s
            where s.event_id = any(events) and s.country_id = any(unsettled)
                and s.since_day <= on_day and s.until_day > on_day
            order by s.country_id, s.since_day desc, s.id desc;
    end if;
end $$;
