-- Which of a country's successors continued its seat at the United Nations, if one did: Russia that of the Soviet Union,
-- but nobody that of Czechoslovakia.
alter table country_succession add column continues_seat boolean not null default false;
create unique index country_succession_of_seat on country_succession (predecessor_id) where continues_seat;
