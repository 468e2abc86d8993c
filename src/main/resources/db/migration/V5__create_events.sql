create table event (
    id          bigint generated always as identity primary key,
    slug        text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    title       text not null,
    title_key   text collate "C" not null,
    summary     text,
    kind        text not null check (kind in ('RECOGNITION', 'CHANGE_OF_GOVERNMENT', 'ARMED_CONFLICT', 'ATTACK',
        'WITHDRAWAL', 'SANCTION', 'LEGAL_RULING', 'VOTE', 'TREATY', 'MEETING', 'STATEMENT', 'ACCREDITATION',
        'COOPERATION')),
    status      text not null check (status in ('PROPOSED', 'ONGOING', 'OCCURRED')),
    date        partial_date not null,
    end_date    partial_date,
    day         date not null generated always as (first_day(date)) stored,
    revision    int not null default 1 check (revision > 0),
    recorded_at timestamptz not null default now(),
    revised_at  timestamptz not null default now(),
    search      tsvector generated always as (
        setweight(to_tsvector('demarche_text', searchable(title)), 'A')
            || setweight(to_tsvector('demarche_text', searchable(coalesce(summary, ''))), 'B')) stored,
    check (first_day(end_date) >= first_day(substr(date, 1, length(end_date)))),
    unique (id, day)
);
create index event_by_date on event (day, id);
create index event_by_title on event (title_key, id);
create index event_by_search on event using gin (search);

-- The day stands here again so that a topic's events are read by one index in their order.
create table event_topic (
    event_id bigint not null,
    topic_id bigint not null references topic,
    day      date not null,
    primary key (event_id, topic_id),
    foreign key (event_id, day) references event (id, day) on update cascade on delete cascade
);
create index event_topic_by_date on event_topic (topic_id, day, event_id);

create table participation (
    event_id   bigint not null references event on delete cascade,
    country_id bigint not null references country,
    role       text not null check (role in ('INITIATOR', 'TARGET', 'HOST', 'PARTICIPANT', 'LOCATION')),
    ordinal    int not null,
    primary key (event_id, country_id, role)
);
create index participation_of_country on participation (country_id, event_id);

create table event_link (
    cause_id  bigint not null references event on delete cascade,
    effect_id bigint not null references event on delete cascade,
    primary key (effect_id, cause_id),
    check (cause_id <> effect_id)
);
create index event_link_by_cause on event_link (cause_id, effect_id);

create table event_source (
    event_id  bigint not null references event on delete cascade,
    source_id bigint not null references source,
    ordinal   int not null,
    primary key (event_id, source_id)
);
create index event_source_by_source on event_source (source_id);
