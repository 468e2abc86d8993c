-- Every instance keeps the countries in memory. It reads them again when their version differs from the one that it has
-- read. The version is random, so that a database restored from a backup never has that of other countries.
create table country_version (
    only_row    boolean primary key default true check (only_row),
    version     uuid    not null default gen_random_uuid(),
    -- A transaction changes the version once, with its first statement that writes countries.
    transaction xid8    not null default pg_current_xact_id()
);
insert into country_version default values;

create function note_changed_countries() returns trigger
    language plpgsql
as
$$
begin
    update country_version set version = gen_random_uuid(), transaction = pg_current_xact_id()
    where transaction <> pg_current_xact_id();
    return null;
end
$$;

create trigger note_changed after insert or update or delete or truncate on country for each statement
    execute function note_changed_countries();
create trigger note_changed after insert or update or delete or truncate on country_succession for each statement
    execute function note_changed_countries();
