-- What was recorded or revised last, of all countries and of one.
create index stance_by_recording on stance (recorded_at);
create index stance_by_revision on stance (revised_at, id);
create index stance_of_country_by_revision on stance (country_id, revised_at, id);
