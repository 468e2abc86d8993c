create table stance (
    id          bigint generated always as identity primary key,
    event_id    bigint not null references event on delete cascade,
    country_id  bigint not null references country,
    position    text not null check (position in ('SUPPORTS', 'PARTLY_SUPPORTS', 'NEUTRAL', 'PARTLY_OPPOSES',
        'OPPOSES', 'ABSENT')),
    act         text not null check (act in ('RECOGNITION', 'ACCREDITATION', 'DIPLOMATIC_RELATIONS', 'STATEMENT',
        'VOTE', 'SANCTION', 'TREATY', 'LEGAL_ACT', 'MEETING', 'AID', 'TRADE', 'MILITARY_ACTION')),
    since       partial_date not null,
    until       partial_date,
    -- In force from since_day until the day before until_day.
    since_day   date not null generated always as (first_day(since)) stored,
    until_day   date not null generated always as (coalesce(first_day(until), date 'infinity')) stored,
    summary     text,
    quote       text,
    speaker     text,
    confidence  text not null check (confidence in ('CONFIRMED', 'REPORTED', 'DISPUTED')),
    revision    int not null default 1 check (revision > 0),
    recorded_at timestamptz not null default now(),
    revised_at  timestamptz not null default now(),
    check (until_day >= since_day)
);
-- One stance of a country on an event a day: a later one ends it.
create unique index stance_of_country_on_event on stance (event_id, country_id, since_day);
create index stance_of_event on stance (event_id, since_day, id);
create index stance_of_country on stance (country_id, since_day, id);
create index stance_by_since on stance (since_day, id);

create table stance_source (
    stance_id bigint not null references stance on delete cascade,
    source_id bigint not null references source,
    ordinal   int not null,
    primary key (stance_id, source_id)
);
create index stance_source_by_source on stance_source (source_id);
