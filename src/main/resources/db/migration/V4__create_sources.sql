create table source (
    id           bigint generated always as identity primary key,
    title        text not null,
    publisher    text,
    author       text,
    url          text check (url ~ '^https?://'),
    published_on partial_date,
    language     text,
    -- A source has no key of its own: the same words are the same source.
    fingerprint  text not null unique generated always as (md5(
        title || e'\x1f' || coalesce(publisher, '') || e'\x1f' || coalesce(author, '') || e'\x1f'
            || coalesce(url, '') || e'\x1f' || coalesce(published_on, '') || e'\x1f' || coalesce(language, ''))) stored
);
