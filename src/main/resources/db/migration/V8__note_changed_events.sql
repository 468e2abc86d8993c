-- Which events' positions, kind, day or topics a transaction has changed. What is kept in memory beside the tables is
-- kept in step by it: a reader asks for what its last snapshot did not see. Transactions are told apart by what was
-- visible and not by when or in which order they came, for one that began earlier may commit later.
create table event_change (
    transaction xid8        not null default pg_current_xact_id(),
    -- No foreign key: it may have been deleted.
    event_id    bigint      not null,
    noted_at    timestamptz not null default clock_timestamp(),
    primary key (transaction, event_id)
);
create index event_change_by_age on event_change (noted_at);

-- Takes the events from the query that it is given. Rows of more than a week ago make room for them, a few more than
-- come in: whoever has not read for so long reads everything anew. Writers do not wait for each other over them, and
-- stricter transactions leave them alone, which would fail if another had been quicker.
create function note_changed_events() returns trigger
    language plpgsql
as
$$
declare
    noted bigint;
begin
    execute 'insert into event_change (event_id) ' || tg_argv[0] || ' on conflict do nothing';
    get diagnostics noted = row_count;
    if current_setting('transaction_isolation') = 'read committed' then
        delete from event_change
        where (transaction, event_id) in (
            select transaction, event_id from event_change where noted_at < now() - interval '7 days'
            order by noted_at limit 2 * noted for update skip locked);
    end if;
    return null;
end
$$;

create trigger note_inserted after insert on stance referencing new table as new_rows for each statement
    execute function note_changed_events('select distinct event_id from new_rows');
create trigger note_updated after update on stance referencing old table as old_rows new table as new_rows for each statement
    execute function note_changed_events('select event_id from old_rows union select event_id from new_rows');
create trigger note_deleted after delete on stance referencing old table as old_rows for each statement
    execute function note_changed_events('select distinct event_id from old_rows');
create trigger note_truncated before truncate on stance for each statement
    execute function note_changed_events('select id from event');

create trigger note_inserted after insert on event_topic referencing new table as new_rows for each statement
    execute function note_changed_events('select distinct event_id from new_rows');
create trigger note_updated after update on event_topic referencing old table as old_rows new table as new_rows for each statement
    execute function note_changed_events('select event_id from old_rows union select event_id from new_rows');
create trigger note_deleted after delete on event_topic referencing old table as old_rows for each statement
    execute function note_changed_events('select distinct event_id from old_rows');
create trigger note_truncated before truncate on event_topic for each statement
    execute function note_changed_events('select id from event');

-- An event that comes has no stances yet, and one that goes takes its stances with it.
create trigger note_updated after update on event referencing new table as new_rows for each statement
    execute function note_changed_events('select id from new_rows');

-- A topic that comes or goes has no events; under another slug its events are found by that.
create trigger note_updated after update on topic referencing old table as old_rows new table as new_rows for each statement
    execute function note_changed_events('select et.event_id from event_topic et join new_rows n on n.id = et.topic_id
        join old_rows o on o.id = n.id where o.slug <> n.slug group by 1');
