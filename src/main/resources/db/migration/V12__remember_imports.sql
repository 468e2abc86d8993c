-- What imports have done, for whoever watches them: an import has ended before anybody could ask it. One without an end
-- is under way, or was killed.
create table import_run (
    id        bigint generated always as identity primary key,
    kind      text not null,
    began_at  timestamptz not null default now(),
    ended_at  timestamptz,
    outcome   text check (outcome in ('ALL_TAKEN', 'SOME_REJECTED', 'FAILED')),
    recorded  int not null default 0,
    revised   int not null default 0,
    unchanged int not null default 0,
    rejected  int not null default 0,
    check ((ended_at is null) = (outcome is null))
);
create index import_run_by_kind on import_run (kind, id);
