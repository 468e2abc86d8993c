-- Most of a large record are votes, for, against or neither. What else there is would be looked for among all of them.
create index stance_by_act on stance (act, since_day, id) where act <> 'VOTE';
create index stance_by_part on stance (position, since_day, id) where position in ('PARTLY_SUPPORTS', 'PARTLY_OPPOSES');
