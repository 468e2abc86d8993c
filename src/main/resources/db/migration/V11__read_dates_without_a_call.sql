-- The same as before, in strict functions only: PostgreSQL then writes it into the statement instead of calling it, as it
-- does several times for each stance. A shorter date is completed by its first month and day.
create or replace function first_day(edtf text) returns date
    language sql immutable strict parallel safe
    return make_date(
        substr(edtf || '-01-01', 1, 4)::int,
        substr(edtf || '-01-01', 6, 2)::int,
        substr(edtf || '-01-01', 9, 2)::int);
