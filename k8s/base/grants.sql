-- Run once by a superuser in the new database: lets demarche_service read and write all that demarche_owner will create.
create role demarche_readwrite nologin;
grant usage on schema public to demarche_readwrite;
-- maintain: an import vacuums and analyses the tables after it.
alter default privileges for role demarche_owner in schema public
    grant select, insert, update, delete, maintain on tables to demarche_readwrite;
alter default privileges for role demarche_owner in schema public
    grant usage, select on sequences to demarche_readwrite;
