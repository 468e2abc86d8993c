create table country (
    id             bigint generated always as identity primary key,
    code           text not null unique check (code ~ '^[A-Z]{2}([A-Z]{2})?$'),
    code3          text check (code3 ~ '^[A-Z]{3}$'),
    numeric_code   text check (numeric_code ~ '^\d{3}$'),
    name           text not null,
    -- Folded by the service, compared byte by byte: the order is the same on every server, whatever its collations.
    name_key       text collate "C" not null,
    -- Every name and code that the country may be looked for by, one a line.
    search_names   text not null,
    search         tsvector generated always as (setweight(to_tsvector('demarche_name', searchable(search_names)), 'A')) stored,
    region         text,
    subregion      text,
    existed_from   partial_date,
    existed_until  partial_date
);
create index country_by_name on country (name_key, id);
create index country_by_code on country (code collate "C", id);
create index country_by_search on country using gin (search);

create table country_succession (
    predecessor_id bigint not null references country on delete cascade,
    successor_id   bigint not null references country on delete cascade,
    primary key (predecessor_id, successor_id),
    check (predecessor_id <> successor_id)
);
