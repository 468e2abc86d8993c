#!/bin/bash
# Creates the two roles in the database that the image has just created; psql quotes the passwords.
set -euo pipefail
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
    --set=owner="$OWNER_PASSWORD" --set=service="$SERVICE_PASSWORD" <<'SQL'
create role demarche_owner login password :'owner';
create role demarche_service login password :'service';
alter database demarche owner to demarche_owner;
SQL
