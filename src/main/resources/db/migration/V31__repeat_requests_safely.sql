-- What was written for a request key. A client that has heard nothing sends its request again with the same key, and gets
-- what was written the first time.
create table request_key (
    -- The subject of the access token.
    caller      text        not null,
    key         text        not null,
    -- Of everything else in the input: another input with the same key is a mistake.
    fingerprint text        not null,
    -- The key of the row. Null only within the transaction that writes it. No foreign key: it may have been withdrawn.
    written     bigint,
    at          timestamptz not null default now(),
    primary key (caller, key)
);
create index request_key_by_age on request_key (at);
