-- Run once, by a superuser, in the new database: what demarche_owner will create, demarche_service may read and write.
create role demarche_readwrite nologin;
grant usage on schema public to demarche_readwrite;
-- An import vacuums and analyses the tables behind it: maintain.
alter default privileges for role demarche_owner in schema public
    grant select, insert, update, delete, maintain on tables to demarche_readwrite;
alter default privileges for role demarche_owner in schema public
    grant usage, select on sequences to demarche_readwrite;
