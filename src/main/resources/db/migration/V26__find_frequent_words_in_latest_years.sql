-- A frequent word occurs in so many events of a large record that ranking all of them takes longer than anything else in
-- a search. So the events of the latest years are ranked, if there are enough of them, and the older ones come after.
--
-- The year is one more word of each event, because an index on words can combine it with the others: no search contains
-- the character ~.
create index event_by_words_and_year on event using gin ((search || array_to_tsvector(array['~' || left(date, 4)])));

-- The latest year, or the latest 3 or 7, that have together at least 300 events that match: more than the largest page.
-- Null if there are not so many, or if the record is so small that ranking all its events takes a few milliseconds.
create function latest_years(query tsquery) returns tsquery
    language plpgsql stable strict parallel safe
    -- Planning takes longer than reading.
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
    if (select reltuples from pg_class where oid = 'event'::regclass) < small then
        return null;
    end if;
    latest := (select extract(year from max(day)) from event);
    foreach span in array array[1, 2, 4] loop
        select string_agg(format('''~%s''', lpad(year::text, 4, '0')), '|')::tsquery into of_span
        from generate_series(latest - span + 1, latest) year;
        years := coalesce(years || of_span, of_span);
        matching := matching + (
            select count(*) from event
            where search || array_to_tsvector(array['~' || left(date, 4)]) @@ (query && of_span));
        if matching >= enough then
            return years;
        end if;
        latest := latest - span;
    end loop;
    return null;
end $$;

-- PostgreSQL calls a function that has a setting. It wrote this one out in place of each call, and planned it there, which
-- took most of the time of a search for a rare word.
alter function searchable(text) set plan_cache_mode = auto;
