create table topic (
    id          bigint generated always as identity primary key,
    slug        text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    title       text not null,
    title_key   text collate "C" not null,
    description text,
    search      tsvector generated always as (
        setweight(to_tsvector('demarche_text', searchable(title)), 'A')
            || setweight(to_tsvector('demarche_text', searchable(coalesce(description, ''))), 'B')) stored
);
create index topic_by_title on topic (title_key, id);
create index topic_by_search on topic using gin (search);

create table bloc (
    id     bigint generated always as identity primary key,
    code   text collate "C" not null unique check (code ~ '^[A-Z0-9][A-Z0-9-]*$'),
    name   text not null,
    kind   text not null check (kind in ('ORGANISATION', 'ALLIANCE', 'INFORMAL')),
    search tsvector generated always as (setweight(to_tsvector('demarche_name', searchable(code || ' ' || name)), 'A')) stored
);
create index bloc_by_search on bloc using gin (search);

create table membership (
    id         bigint generated always as identity primary key,
    bloc_id    bigint not null references bloc on delete cascade,
    country_id bigint not null references country,
    from_date  partial_date,
    until_date partial_date,
    -- In force from the first day of "from" until the day before the first day of "until"; unknown means always.
    from_day   date not null generated always as (coalesce(first_day(from_date), date '0001-01-01')) stored,
    until_day  date not null generated always as (coalesce(first_day(until_date), date 'infinity')) stored,
    check (from_day <= until_day)
);
create unique index membership_of_bloc on membership (bloc_id, from_day, country_id);
create index membership_of_country on membership (country_id, bloc_id);
