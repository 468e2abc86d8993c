-- Sources are listed newest first, those without a date last. Its first day of all days stands for no date.
alter table source
    add column published_day date not null generated always as (
        coalesce(first_day(coalesce(published_on, released_on)), date '0001-01-01')) stored,
    add column search tsvector generated always as (
        setweight(to_tsvector('demarche_text', searchable(title)), 'A')
            || setweight(to_tsvector('demarche_text',
                searchable(coalesce(author, '') || ' ' || coalesce(publisher, ''))), 'B')) stored;
create index source_by_date on source (published_day, id);
create index source_by_publisher on source (folded(publisher), published_day, id);
create index source_by_search on source using gin (search);
