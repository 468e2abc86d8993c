-- How the publisher of a source asks to be credited, and the release that was imported last. They are no part of the
-- fingerprint: a later release of the same data is the same source.
alter table source add column attribution text, add column released_on partial_date;

-- The files that an import has read, so that operators can say where the data come from.
create table imported_file (
    run_id        bigint not null references import_run on delete cascade,
    ordinal       int not null,
    name          text not null,
    publisher     text not null,
    attribution   text,
    released_on   partial_date,
    downloaded_on partial_date,
    primary key (run_id, ordinal)
);
