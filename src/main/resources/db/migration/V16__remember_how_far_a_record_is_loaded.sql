-- A large record is loaded in many transactions. Each notes how far the record is loaded with it, so that a later start
-- continues there. Null for a record that is loaded in one transaction.
alter table loaded_record
    add column done  int check (done >= 0),
    add column total int check (total >= done),
    add check ((done is null) = (total is null));
