-- What names an event or a stance in its global id, which never changes. Only what differs from the row is stored: null
-- for an event that has had one slug, and for a stance that has had one country and one first day. A vote of the United
-- Nations has the number in the publication that stated it first; the slug follows the symbol, which may come later.
alter table event add column global_name text;
alter table stance add column global_name text;
create unique index stance_by_global_name on stance (event_id, global_name) where global_name is not null;

update event e set global_name = v.scheme || '/' || v.number
from (select distinct on (event_id) event_id, number,
          case publication when 'ACADEMIC' then 'academic' when 'UNXML' then 'unxml' else 'undl' end as scheme
      from un_vote order by event_id, array_position(array['ACADEMIC', 'UNXML', 'LIBRARY'], publication)) v
where v.event_id = e.id;

-- Also holds for slugs: no event may get the slug by which the global id of another one names it.
create unique index event_by_global_name on event ((coalesce(global_name, slug)));

-- The event that a name in a global id means: the name that it shows, else its slug or any other name that it has or had.
-- So databases that heard of an event from different publications first find it by each other's ids.
create function event_named(name text) returns bigint
    language sql stable strict parallel safe
    return coalesce(
        (select e.id from event e where coalesce(e.global_name, e.slug) = name),
        (select e.id from event e where e.slug = name),
        (select a.event_id from event_alias a
         where a.scheme = split_part(name, '/', 1) and a.value = substr(name, strpos(name, '/') + 1) and name like '%/%'),
        (select a.event_id from event_alias a where a.scheme = 'slug' and a.value = name));

-- The name of a stance within its event.
create function name_on_event(of_country bigint, since_day date) returns text
    language sql stable strict parallel safe
    return (select c.code || '/' || to_char(since_day, 'YYYY-MM-DD') from country c where c.id = of_country);

create function keep_global_name() returns trigger
    language plpgsql
as
$$
begin
    new.global_name := name_on_event(old.country_id, old.since_day);
    return new;
end
$$;

create trigger keep_global_name before update of country_id, since on stance for each row
    when (old.global_name is null
        and (old.country_id <> new.country_id or old.since_day <> first_day(new.since)))
    execute function keep_global_name();

-- A new stance with a country and a first day that another one had before gets a number besides.
create function give_free_global_name() returns trigger
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
        where s.global_name = name_on_event(n.country_id, n.since_day)
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

create trigger give_free_global_name after insert on stance referencing new table as new_rows for each statement
    execute function give_free_global_name();
