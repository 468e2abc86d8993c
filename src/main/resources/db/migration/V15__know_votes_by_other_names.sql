-- The names by which other records know an event: the number of a roll call in the academic publication, the record of
-- the UN's library, the symbol of a resolution, a slug that the event had before.
create table event_alias (
    scheme   text not null check (scheme in ('slug', 'symbol', 'academic', 'unxml', 'undl')),
    value    text not null,
    event_id bigint not null references event on delete cascade,
    primary key (scheme, value)
);
create index event_alias_of_event on event_alias (event_id);

-- What each publication states about a vote of the United Nations. The event is made of all of it, whichever came first.
create table un_vote (
    event_id        bigint not null references event on delete cascade,
    publication     text not null check (publication in ('ACADEMIC', 'UNXML', 'LIBRARY')),
    number          text not null,
    body            text not null check (body in ('GENERAL_ASSEMBLY', 'SECURITY_COUNCIL')),
    session         int,
    special_session text,
    date            partial_date,
    -- In one spelling, and as the publication writes it.
    symbol          text,
    written_symbol  text,
    kind            text check (kind in ('MAIN', 'AMENDMENT', 'PARAGRAPH')),
    draft           text,
    meeting         text,
    title           text,
    summary         text,
    without_vote    boolean not null default false,
    -- A vote of a country comes from the publication whose source it cites.
    source_id       bigint references source on delete set null,
    primary key (event_id, publication),
    unique (publication, number)
);
create index un_vote_by_symbol on un_vote (symbol);
create index un_vote_by_source on un_vote (source_id);

-- What earlier versions have imported. Another import of the same files adds what they did not keep.
insert into un_vote (event_id, publication, number, body, session, date, title, summary, source_id)
select e.id, 'ACADEMIC', substr(e.slug, 17), 'GENERAL_ASSEMBLY',
    (select substr(t.slug, 15)::int from event_topic et join topic t on t.id = et.topic_id
     where et.event_id = e.id and t.slug ~ '^un-ga-session-\d{1,3}$' order by t.id limit 1),
    e.date, e.title, e.summary,
    (select es.source_id from event_source es join source so on so.id = es.source_id
     where es.event_id = e.id and so.url = 'https://doi.org/10.7910/DVN/LEJUQZ' order by es.ordinal limit 1)
from event e where e.slug ~ '^un-ga-roll-call-\d{1,9}$' and e.kind = 'VOTE';

insert into event_alias (scheme, value, event_id) select 'academic', number, event_id from un_vote;
