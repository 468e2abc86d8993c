-- What a start has loaded: an unchanged record is not read against the tables again.
create table loaded_record (
    name      text primary key,
    checksum  text not null,
    loaded_at timestamptz not null default now()
);
