-- How many more countries support than oppose, wholly or in part: for lists of close votes. Each country counts with its
-- latest position on the event, whether or not that has ended, so the margin does not depend on the day. Null if no
-- country holds a position; an absence is none.
create function margin_of(of_event bigint) returns int
    language sql stable parallel safe
    return (
        select sum(case when position in ('SUPPORTS', 'PARTLY_SUPPORTS') then 1
                        when position in ('OPPOSES', 'PARTLY_OPPOSES') then -1 else 0 end)::int
        from (select distinct on (s.country_id) s.position from stance s where s.event_id = of_event
              order by s.country_id desc, s.since_day desc) latest
        where position <> 'ABSENT');

alter table event add column margin int;

-- Alignment keeps no margins in memory.
alter table event disable trigger note_updated;
update event e set margin = margin_of(e.id) where exists (select from stance s where s.event_id = e.id);
alter table event enable trigger note_updated;

-- Events without a margin come last in both directions, so each direction has its own index.
create index event_by_margin on event (coalesce(margin, 2147483647), id);
create index event_by_margin_descending on event (coalesce(margin, -2147483647), id);

-- Triggers, because a margin must be right whatever writes stances: records and votes, corrections that move a vote to
-- another country, deletions that follow from others, scripts of operators. They run once for a statement, so a batch of
-- votes computes each margin once.
create function keep_margins() returns trigger
    language plpgsql
as
$$
declare
    changed bigint[];
begin
    case tg_op
        when 'INSERT' then changed := array(select distinct event_id from new_rows);
        when 'UPDATE' then changed := array(select event_id from old_rows union select event_id from new_rows);
        when 'DELETE' then changed := array(select distinct event_id from old_rows);
        else changed := array(select id from event where margin is not null);
    end case;
    if cardinality(changed) = 0 then
        return null;
    end if;
    -- Two transactions that write stances on one event: the second waits, and its next statement sees both.
    perform from event where id = any(changed) order by id for no key update;
    update event e set margin = m.margin
    -- "offset 0": otherwise each margin is computed twice.
    from unnest(changed) c(id) cross join lateral (select margin_of(c.id) offset 0) m(margin)
    where e.id = c.id and e.margin is distinct from m.margin;
    return null;
end
$$;

create trigger keep_margins_inserted after insert on stance referencing new table as new_rows for each statement
    execute function keep_margins();
create trigger keep_margins_updated after update on stance referencing old table as old_rows new table as new_rows for each statement
    execute function keep_margins();
create trigger keep_margins_deleted after delete on stance referencing old table as old_rows for each statement
    execute function keep_margins();
create trigger keep_margins_truncated after truncate on stance for each statement
    execute function keep_margins();
